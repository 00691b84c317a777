//! However long one plays with the page, it keeps no more nodes or listeners than it needs.

use anyhow::Result;
use gradlight_e2e::{AppPage, Environment, Memory, story};

/// Keys that do something, whatever is in front.
const KEYS: [&str; 21] = [
    "ArrowRight",
    "ArrowRight",
    "ArrowLeft",
    "ArrowDown",
    "ArrowUp",
    "Home",
    "End",
    "PageDown",
    "PageUp",
    "n",
    "p",
    "[",
    "]",
    "+",
    "-",
    "Tab",
    "Tab",
    "Shift+Tab",
    "Control+z",
    "Control+Shift+z",
    "Escape",
];

/// A small, portable source of numbers that look random.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides).unwrap_or(1)).unwrap_or(0)
    }
}

/// The same place each time, with everything closed.
async fn settle(app: &AppPage) -> Result<Memory> {
    app.press(&["Escape", "Escape"]).await?;
    app.leave_control().await?;
    app.follow("#/step/two-two-two/1/backward.w5").await?;
    app.until_at(1, "backward.w5").await?;
    app.two_frames().await?;
    app.memory().await
}

async fn play_about(app: &AppPage, dice: &mut Dice, keys: usize) -> Result<()> {
    let examples = ["two-two-two", "two-two-one-linear", "one-one-one", "xor", "three-classes"];
    for _ in 0..keys.div_ceil(40) {
        let chosen: Vec<&str> = (0..40).map(|_| KEYS[dice.roll(KEYS.len())]).collect();
        app.press(&chosen).await?;
        match dice.roll(4) {
            0 => app.follow(&format!("#/step/{}/{}", examples[dice.roll(5)], 1 + dice.roll(200))).await?,
            1 => app.press(&["F1", "Escape"]).await?,
            2 => app.press(&["k", "k"]).await?,
            _ => app.type_into("Learning rate", ["0.1", "abc", "1e9", "2"][dice.roll(4)]).await?,
        }
    }
    Ok(())
}

#[test]
fn nodes_and_listeners_return_to_where_they_were() {
    let keys = if Environment::wants_sweeps() { 20_000 } else { 600 };
    story(async |app| {
        app.open("").await?;
        let mut dice = Dice(0x2545_F491_4F6C_DD1D);
        // What is made once is no leak: a dialog's top layer, compiled code, a list of changes that has its full length.
        play_about(app, &mut dice, keys / 3).await?;
        let before = settle(app).await?;
        play_about(app, &mut dice, keys).await?;
        let after = settle(app).await?;
        assert!(after.nodes <= before.nodes * 1.02, "nodes: {before:?}, then {after:?}");
        assert!(after.listeners <= before.listeners, "listeners: {before:?}, then {after:?}");
        assert!(after.heap <= before.heap * 1.15, "heap: {before:?}, then {after:?}");
        assert!(after.module <= before.module * 1.5, "module: {before:?}, then {after:?}");
        Ok(())
    });
}
