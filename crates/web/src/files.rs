//! Files: opened from the disk or dropped on the page, and saved.

use gradlight_view::{Action, update};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, BlobPropertyBag, File, FileList, HtmlAnchorElement, HtmlCanvasElement, HtmlInputElement, Url};

use crate::app::dispatch;
use crate::assets::then;
use crate::page::Page;

/// No file larger than this is read at all: whole collections of images fit, a mistaken video does not.
const MAX_BYTES: f64 = 256.0 * 1024.0 * 1024.0;

/// Asks the user for files and opens them in turn; `kinds` are the extensions and media types offered.
pub(crate) fn choose(page: &Page, kinds: &str) {
    let Ok(input) = page.document.create_element("input") else { return };
    let Ok(input) = input.dyn_into::<HtmlInputElement>() else { return };
    input.set_type("file");
    input.set_accept(kinds);
    input.set_multiple(true);
    let chosen = input.clone();
    let on_change = Closure::once_into_js(move || {
        if let Some(files) = chosen.files() {
            open_all(&files);
        }
    });
    input.set_onchange(Some(on_change.unchecked_ref()));
    input.click();
}

/// Opens each of the files.
pub(crate) fn open_all(files: &FileList) {
    (0..files.length()).filter_map(|place| files.get(place)).for_each(|file| open(&file));
}

/// Reads a file and opens it, or says why not.
fn open(file: &File) {
    let name = file.name();
    if file.size() > MAX_BYTES {
        dispatch(Action::RefuseFile(format!("{name} was not opened. It is larger than 256 MiB.")));
        return;
    }
    let read = Closure::once_into_js({
        let name = name.clone();
        move |content: JsValue| dispatch(Action::OpenBytes(name, js_sys::Uint8Array::new(&content).to_vec()))
    });
    let failed = Closure::once_into_js(move |_: JsValue| {
        dispatch(Action::RefuseFile(format!("{name} was not opened. The browser could not read it.")));
    });
    then(&file.array_buffer().unchecked_into(), &read, &failed);
}

/// Saves a file.
pub(crate) fn save(page: &Page, file: &update::File) {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(file.content.as_slice()).into());
    let kind = BlobPropertyBag::new();
    kind.set_type(file.kind);
    let Ok(blob) = Blob::new_with_u8_array_sequence_and_options(&parts, &kind) else { return };
    save_blob(page, &file.name, &blob);
}

/// Saves what a canvas shows as a PNG picture.
pub(crate) fn save_picture(page: &Page, canvas: &HtmlCanvasElement, name: String) {
    let page = page.clone();
    let saved = Closure::once_into_js(move |blob: JsValue| {
        if let Ok(blob) = blob.dyn_into::<Blob>() {
            save_blob(&page, &name, &blob);
        }
    });
    canvas.to_blob(saved.unchecked_ref()).ok();
}

fn save_blob(page: &Page, name: &str, blob: &Blob) {
    let Ok(address) = Url::create_object_url_with_blob(blob) else { return };
    if let Ok(link) = page.document.create_element("a")
        && let Ok(link) = link.dyn_into::<HtmlAnchorElement>()
    {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    Url::revoke_object_url(&address).ok();
}
