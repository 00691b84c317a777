//! Files: opened from the disk or dropped on the page, and saved.

use gradlight_view::{Action, update};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, File, FileList, HtmlAnchorElement, HtmlCanvasElement,
    HtmlImageElement, HtmlInputElement, Url,
};

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
    if let Some(blob) = blob(&file.content, file.kind) {
        save_blob(page, &file.name, &blob);
    }
}

fn blob(content: &[u8], kind: &str) -> Option<Blob> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(content).into());
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()
}

/// A saved drawing has so many pixels a CSS pixel.
const SHARPNESS: u32 = 2;

/// Saves a drawing, the text of an SVG file, as a PNG picture.
pub(crate) fn save_drawing(page: &Page, drawing: &str, name: String) {
    let Some(blob) = blob(drawing.as_bytes(), "image/svg+xml") else { return };
    let (Ok(address), Ok(image)) = (Url::create_object_url_with_blob(&blob), HtmlImageElement::new()) else { return };
    let (page, loaded, source) = (page.clone(), image.clone(), address.clone());
    let on_load = Closure::once_into_js(move || {
        if let Some(canvas) = painted(&page, &loaded) {
            save_picture(&page, &canvas, name);
        }
        Url::revoke_object_url(&source).ok();
    });
    image.set_onload(Some(on_load.unchecked_ref()));
    image.set_src(&address);
}

/// A canvas with that image on it.
fn painted(page: &Page, image: &HtmlImageElement) -> Option<HtmlCanvasElement> {
    let canvas: HtmlCanvasElement = page.document.create_element("canvas").ok()?.dyn_into().ok()?;
    let (width, height) = (image.width() * SHARPNESS, image.height() * SHARPNESS);
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let (width, height) = (f64::from(width), f64::from(height));
    context.draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height).ok()?;
    Some(canvas)
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
