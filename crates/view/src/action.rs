//! The actions: what a user can mean, and how the page's elements say it.

use crate::pointer::Pointer;
use crate::route::{HAS_ROOMS, Route};
use crate::views::network::Way;
use crate::{labs, paper, predict, rate, slides};

/// Something a user wants done.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// One step on; past the last step comes the next round's first.
    NextStep,
    /// One step back; before the first step comes the last of the round before.
    PreviousStep,
    /// To the first step of the next phase.
    NextPhase,
    /// To the first step of this phase, or of the one before.
    PreviousPhase,
    /// To the round's first step.
    FirstStep,
    /// To the round's last step.
    LastStep,
    /// To the step at that place in the round.
    GoToStep(usize),
    /// To the step that computes the quantity of that id.
    GoToQuantity(String),
    /// To so many finished rounds.
    GoToRound(usize),
    /// To the round at that place, 0…1000, on the slider.
    SlideRound(f64),
    /// Starts or stops playing.
    TogglePlay,
    /// Time has passed while playing, in milliseconds.
    Tick(f64),
    /// The next higher speed.
    Faster,
    /// The next lower speed.
    Slower,
    /// The speed at that place in [`crate::settings::SPEEDS`].
    SetSpeed(usize),
    /// Another learning rate.
    SetLearningRate(f64),
    /// The learning rate at that place, 0…1000, on the slider.
    SlideLearningRate(f64),
    /// A hand has left the slider: the next drag is a change of its own.
    EndSlide,
    /// A little higher learning rate.
    RaiseLearningRate,
    /// A little lower learning rate.
    LowerLearningRate,
    /// Another bias rule, by name.
    SetBiasRule(String),
    /// Another update order, by name.
    SetUpdate(String),
    /// Another traced sample, from 0.
    SetSample(usize),
    /// Another notation, by name.
    SetNotation(String),
    /// Other places after the point.
    SetDigits(u8),
    /// Carries the rounding, or stops doing so.
    ToggleCarry,
    /// The next theme round.
    NextTheme,
    /// Another theme, by name.
    SetTheme(String),
    /// Log or linear rounds in the cost descent.
    ToggleRoundsScale,
    /// Log or linear cost in the cost descent.
    ToggleCostScale,
    /// Shows the round as a table, or as a picture again.
    ToggleTable,
    /// Switches the single-letter keys off or on.
    ToggleLetterKeys,
    /// Opens the built-in example of that name.
    OpenBuiltIn(String),
    /// Opens an example file: its name and text.
    OpenFile(String, String),
    /// A file could not be read, for that reason.
    RefuseFile(String),
    /// Saves the example as a file.
    Save,
    /// Begins typing the given quantity of that id.
    Edit(String),
    /// Begins typing the learning rate.
    EditLearningRate,
    /// Begins typing the round.
    EditRound,
    /// What has been typed so far.
    Draft(String),
    /// Takes what was typed.
    Commit,
    /// Forgets what was typed.
    Cancel,
    /// Points at the quantity of that id, or at none.
    Point(Option<String>),
    /// Lights the chain-rule paths of the weight of that id; again to let go.
    Choose(String),
    /// Enters the network by keyboard, then a unit's numbers, then types one.
    EnterNetwork,
    /// Leaves a unit's numbers, then the network.
    LeaveNetwork,
    /// Leaves the network from wherever the keyboard is in it.
    QuitNetwork,
    /// Walks in the network.
    Walk(Way),
    /// Moves the reading cursor of the cost descent to so many finished rounds, or away.
    PointRound(Option<usize>),
    /// Moves the reading cursor of the cost descent by so many places of the round slider.
    MoveCursor(f64),
    /// Goes to the round under the reading cursor.
    GoToCursor,
    /// Opens or closes the key table.
    ToggleHelp,
    /// Takes the notice away.
    DismissNotice,
    /// Starts over from the built-in example; undoable.
    Reset,
    /// Takes the last change back.
    Undo,
    /// Does it again.
    Redo,
    /// The network picture has this much space now.
    Resize {
        /// Width in CSS pixels.
        width: f64,
        /// Height in CSS pixels.
        height: f64,
        /// How much larger than usual type is.
        scale: f64,
    },
    /// Takes an unfinished run a slice further.
    ContinueRun,
    /// Unfinished work has gone on: what it found is to be shown.
    Worked,
    /// Opens what a link's hash says.
    OpenLink(String),
    /// Full screen, or back.
    ToggleFullScreen,
    /// Shows another view.
    GoTo(Route),
    /// Something of the playground's.
    Rate(rate::Action),
    /// Something of the lecture's.
    Slides(slides::Action),
    /// Something of printing.
    Paper(paper::Action),
    /// Something of predicting and revealing.
    Predict(predict::Action),
    /// Something of the open lab's.
    Lab(labs::Action),
    /// Something within that widget of the slide shown.
    Within(usize, Box<Action>),
    /// A gesture on the figure of that name.
    Pointer(String, Pointer),
    /// Opens a file that was chosen or dropped: its name and content.
    OpenBytes(String, Vec<u8>),
    /// What was asked for by that path has arrived, or why it has not.
    Arrived(String, Result<Vec<u8>, String>),
}

impl Action {
    /// The action of an element that carries `data-action` (or `data-input`, `data-change`), with its argument.
    ///
    /// Names are those of the actions in kebab-case; `None` for an unknown name or an unfit argument.
    pub fn from_element(name: &str, argument: Option<&str>) -> Option<Self> {
        if let Some((room, name)) = name.split_once('/') {
            return Self::from_room(room, name, argument);
        }
        let text = || argument.map(str::to_owned);
        let number = || argument.and_then(|argument| argument.parse::<f64>().ok());
        let place = || argument.and_then(|argument| argument.parse::<usize>().ok());
        Some(match name {
            "next-step" => Self::NextStep,
            "previous-step" => Self::PreviousStep,
            "first-step" => Self::FirstStep,
            "last-step" => Self::LastStep,
            "go-to-step" => Self::GoToStep(place()?),
            "go-to-quantity" => Self::GoToQuantity(text()?),
            "slide-round" => Self::SlideRound(number()?),
            "toggle-play" => Self::TogglePlay,
            "set-speed" => Self::SetSpeed(place()?),
            "slide-learning-rate" => Self::SlideLearningRate(number()?),
            "end-slide" => Self::EndSlide,
            "set-bias-rule" => Self::SetBiasRule(text()?),
            "set-update" => Self::SetUpdate(text()?),
            "set-sample" => Self::SetSample(place()?),
            "open-built-in" => Self::OpenBuiltIn(text()?),
            "edit" => Self::Edit(text()?),
            "commit" => Self::Commit,
            "draft" => Self::Draft(text()?),
            "choose" => Self::Choose(text()?),
            _ => return Self::from_setting(name, argument),
        })
    }

    fn from_room(room: &str, name: &str, argument: Option<&str>) -> Option<Self> {
        match room {
            "rate" | "slides" | "lab" if !HAS_ROOMS => None,
            "rate" => rate::Action::from_element(name, argument).map(Self::Rate),
            "paper" => paper::Action::from_element(name, argument).map(Self::Paper),
            "predict" => predict::Action::from_element(name, argument).map(Self::Predict),
            "slides" => slides::Action::from_element(name, argument).map(Self::Slides),
            "lab" => Some(Self::Lab(labs::Action { name: name.to_owned(), argument: argument.map(str::to_owned) })),
            _ => None,
        }
    }

    fn from_setting(name: &str, argument: Option<&str>) -> Option<Self> {
        let text = || argument.map(str::to_owned);
        Some(match name {
            "edit-learning-rate" => Self::EditLearningRate,
            "edit-round" => Self::EditRound,
            "set-notation" => Self::SetNotation(text()?),
            "set-digits" => Self::SetDigits(argument?.parse().ok()?),
            "set-theme" => Self::SetTheme(text()?),
            "toggle-carry" => Self::ToggleCarry,
            "next-theme" => Self::NextTheme,
            "toggle-rounds-scale" => Self::ToggleRoundsScale,
            "toggle-cost-scale" => Self::ToggleCostScale,
            "toggle-table" => Self::ToggleTable,
            "toggle-letter-keys" => Self::ToggleLetterKeys,
            "toggle-help" => Self::ToggleHelp,
            "dismiss-notice" => Self::DismissNotice,
            "save" => Self::Save,
            "reset" => Self::Reset,
            "undo" => Self::Undo,
            "redo" => Self::Redo,
            "go-to" => Self::GoTo(Route::from_name(argument?)?),
            "toggle-full-screen" => Self::ToggleFullScreen,
            _ => return None,
        })
    }
}
