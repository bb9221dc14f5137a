//! Pictures the agent sent, in memory alone, served to the page by a scheme of its own.

use base64::{Engine, engine::general_purpose::STANDARD};
use desk_view::PictureId;
use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};
use tauri::{
    AppHandle, Emitter, Manager,
    http::{Request, Response, StatusCode, header},
};

/// `picture://localhost/{id}`, or `http://picture.localhost/{id}` where a webview wants it so.
pub(crate) const SCHEME: &str = "picture";

/// PNGs by their id.
#[derive(Default)]
pub(crate) struct Pictures(Mutex<BTreeMap<PictureId, Vec<u8>>>);

/// Keeps a picture and tells the page that it is here.
pub(crate) fn keep(app: &AppHandle, id: PictureId, png: &str) {
    match STANDARD.decode(png) {
        Ok(png) => app.state::<Pictures>().put(id, png),
        Err(error) => return tracing::warn!(%error, "a picture could not be read"),
    }
    if let Err(error) = app.emit("picture", id) {
        tracing::warn!(%error, "the page could not be told of a picture");
    }
}

/// Lets a picture go.
pub(crate) fn forget(app: &AppHandle, id: PictureId) {
    app.state::<Pictures>().take(id);
}

/// Answers the page.
pub(crate) fn answer(app: &AppHandle, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    app.state::<Pictures>().answer(request.uri().path())
}

impl Pictures {
    fn put(&self, id: PictureId, png: Vec<u8>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id, png);
    }

    fn take(&self, id: PictureId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }

    fn answer(&self, path: &str) -> Response<Vec<u8>> {
        let id = path.trim_start_matches('/').parse().map(PictureId).ok();
        let found = id.and_then(|id| self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&id).cloned());
        let status = if found.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
        let mut response = Response::new(found.unwrap_or_default());
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static("image/png"));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, header::HeaderValue::from_static("nosniff"));
        // What the person takes off the request leaves nothing behind on this computer.
        headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_served_until_it_is_let_go() {
        let (pictures, id) = (Pictures::default(), PictureId::new());
        let path = format!("/{}", id.0);

        pictures.put(id, b"png".to_vec());
        let here = pictures.answer(&path);
        pictures.take(id);
        let gone = pictures.answer(&path);

        assert_eq!((here.status(), here.body().as_slice()), (StatusCode::OK, b"png".as_slice()));
        assert_eq!((gone.status(), gone.body().len()), (StatusCode::NOT_FOUND, 0));
    }

    #[test]
    fn what_is_no_picture_is_not_found() {
        let pictures = Pictures::default();

        for path in ["/", "", "/../../etc/passwd", "/0193592a", "/%00"] {
            assert_eq!(pictures.answer(path).status(), StatusCode::NOT_FOUND, "{path}");
        }
    }
}
