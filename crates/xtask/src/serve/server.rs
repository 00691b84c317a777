//! A small server of static files on 127.0.0.1.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use anyhow::{Result, anyhow};
use tiny_http::{Header, Method, Request, Response};

use super::files;
use super::reload::{self, Changes};

/// Serves a folder as any static host would: no fallback page, no listing, no cache.
#[derive(Clone)]
pub(crate) struct Server {
    http: Arc<tiny_http::Server>,
    folder: PathBuf,
    changes: Option<Changes>,
}

impl Server {
    /// Takes the port (0 for any free one) without answering yet.
    ///
    /// # Errors
    ///
    /// The port is taken.
    pub(crate) fn bind(port: u16, folder: &Path) -> Result<Self> {
        let http = tiny_http::Server::http(("127.0.0.1", port))
            .map_err(|fault| anyhow!("cannot serve on port {port} ({fault}): choose another with --port"))?;
        Ok(Self { http: Arc::new(http), folder: folder.to_owned(), changes: None })
    }

    /// Adds to each page a script that reloads it, and gives the handle that makes it do so.
    pub(crate) fn reload_on_change(&mut self) -> Changes {
        self.changes.get_or_insert_default().clone()
    }

    /// Where the pages are.
    pub(crate) fn address(&self) -> String {
        format!("http://{}", self.http.server_addr())
    }

    /// Answers from now on, in threads of its own.
    pub(crate) fn start(self) {
        thread::spawn(move || {
            while let Ok(request) = self.http.recv() {
                let server = self.clone();
                thread::spawn(move || server.answer(request));
            }
        });
    }

    fn answer(&self, request: Request) {
        let response = match (request.method(), &self.changes) {
            (Method::Get | Method::Head, Some(changes)) if reload::is_asked_for(request.url()) => {
                changes.answer(request.url())
            }
            (Method::Get | Method::Head, changes) => self.file(request.url(), changes.as_ref()),
            _ => Response::from_string("only GET and HEAD").with_status_code(405),
        };
        let response = response
            .with_header(header("Cache-Control", "no-cache"))
            .with_header(header("X-Content-Type-Options", "nosniff"));
        // A browser that has gone away before its answer is nobody's fault.
        request.respond(response).ok();
    }

    fn file(&self, url: &str, changes: Option<&Changes>) -> Response<std::io::Cursor<Vec<u8>>> {
        let Some(file) = files::find(&self.folder, url) else {
            return Response::from_string("not found").with_status_code(404);
        };
        let Ok(mut content) = std::fs::read(&file) else {
            return Response::from_string("cannot be read").with_status_code(500);
        };
        let media_type = files::media_type(&file);
        if let Some(changes) = changes.filter(|_| media_type == files::HTML) {
            content.extend(changes.script_element().into_bytes());
        }
        Response::from_data(content).with_header(header("Content-Type", media_type))
    }
}

/// A header from fixed ASCII text.
pub(super) fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).unwrap_or_else(|()| unreachable!("{name} is a fixed header"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::{Read as _, Write as _};
    use std::net::TcpStream;

    /// A served folder with a page, a module and a secret beside it.
    fn serve(name: &str, reloading: bool) -> (String, Option<Changes>) {
        let root = std::env::temp_dir().join(format!("gradlight-{name}-{}", std::process::id()));
        fs::create_dir_all(root.join("dist/fonts")).unwrap();
        fs::write(root.join("secret.txt"), "secret").unwrap();
        fs::write(root.join("dist/index.html"), "<p>page").unwrap();
        fs::write(root.join("dist/a.wasm"), b"\0asm").unwrap();
        fs::write(root.join("dist/fonts/f.woff2"), b"font").unwrap();
        let mut server = Server::bind(0, &root.join("dist")).unwrap();
        let changes = reloading.then(|| server.reload_on_change());
        let address = server.address().trim_start_matches("http://").to_owned();
        server.start();
        (address, changes)
    }

    fn get(address: &str, path: &str) -> String {
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    #[test]
    fn files_come_with_their_media_type() {
        let (address, _) = serve("types", false);
        let page = get(&address, "/");
        assert!(page.starts_with("HTTP/1.1 200") && page.ends_with("<p>page"), "{page}");
        assert!(page.contains("Content-Type: text/html; charset=utf-8"), "{page}");
        assert!(get(&address, "/a.wasm?v=1").contains("Content-Type: application/wasm"));
        assert!(get(&address, "/fonts/f.woff2").contains("Content-Type: font/woff2"));
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        let (address, _) = serve("missing", false);
        for path in [
            "/step",
            "/fonts/",
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/fonts/%2e%2e%2f..%2fsecret.txt",
            "//etc/hostname",
        ] {
            assert!(get(&address, path).starts_with("HTTP/1.1 404"), "{path}");
        }
    }

    #[test]
    fn an_open_page_hears_of_a_change() {
        let (address, changes) = serve("reload", true);
        assert!(get(&address, "/").ends_with("<p>page<script src=\"/reload.js?revision=0\"></script>"));
        assert!(get(&address, "/reload.js?revision=0").contains("Content-Type: text/javascript"));
        let waiting = thread::spawn(move || get(&address, "/reload?revision=0"));
        changes.unwrap().announce();
        assert!(waiting.join().unwrap().contains("data: reload"));
    }
}
