//! This machine, for the engine: pictures of its screens and what it says about itself.

use crate::{calendar::Calendar, desk::ThisDesk, here::Here, joining::join};
use bytes::Bytes;
use desk_api::{DeviceReport, MAX_ATTACHMENT_BYTES, Notice};
use desk_capture::{CaptureError, Mark};
use desk_engine::{Area, NoPicture, Picture, Quiet};
use desk_platform::Policy;
use desk_report::Context;
use desk_view::{SetupTrouble, Shape};
use jiff::{Timestamp, Zoned};
use secrecy::{ExposeSecret, SecretString};
use std::{sync::Arc, thread};
use tokio::task::spawn_blocking;

/// What every help desk takes.
const MOST_BYTES: usize = MAX_ATTACHMENT_BYTES as usize;

/// The machine this runs on.
#[derive(Clone, Debug)]
pub(crate) struct ThisMachine {
    about: Arc<Context>,
    policy: Arc<Policy>,
    calendar: Calendar,
    /// What a code sets up, where there is an agent to set up.
    joins: Option<(Arc<Here>, ThisDesk)>,
}

impl ThisMachine {
    /// Knows from policy and account what probes cannot find out.
    pub(crate) fn new(here: &Here) -> Self {
        let policy = &here.policy.policy;
        let about = Context {
            agent_version: env!("CARGO_PKG_VERSION").to_owned(),
            policy_source: here.policy.source.to_string(),
            site: policy.site.clone(),
            building: policy.building.clone(),
            room: here.room(),
            asset_tag: policy.asset_tag.clone(),
            user_name: here.account.user_name.clone(),
            full_name: here.account.full_name.clone(),
            help_desk: here.server(),
        };
        Self { about: Arc::new(about), policy: Arc::new(policy.clone()), calendar: Calendar::inside(here.paths.runtime()), joins: None }
    }

    /// Lets a typed code set `desk` up.
    pub(crate) fn joining(self, here: Arc<Here>, desk: ThisDesk) -> Self {
        Self { joins: Some((here, desk)), ..self }
    }
}

impl desk_engine::Host for ThisMachine {
    async fn picture(&self) -> Result<Picture, NoPicture> {
        if self.policy.picture_allowed == Some(false) {
            return Err(NoPicture::Failed("the policy of this computer allows no picture".to_owned()));
        }
        spawn_blocking(take).await.map_err(|error| NoPicture::Failed(in_full(&error)))?
    }

    async fn read(&self, png: Bytes) -> Result<Picture, String> {
        spawn_blocking(move || read(&png)).await.map_err(|error| in_full(&error))?
    }

    async fn cut(&self, png: Bytes, taken_at: Timestamp, part: Area) -> Result<Picture, String> {
        spawn_blocking(move || cut(&png, taken_at, part)).await.map_err(|error| in_full(&error))?
    }

    async fn marked(&self, png: Bytes, taken_at: Timestamp, marks: Vec<Shape>) -> Result<Picture, String> {
        let draw = move || marked(png, taken_at, &marks);
        spawn_blocking(draw).await.map_err(|error| in_full(&error))?
    }

    async fn report(&self) -> DeviceReport {
        desk_report::report(&self.about, desk_report::DEADLINE).await
    }

    async fn quiet(&self) -> Option<Quiet> {
        let why = desk_platform::quiet(&self.policy, Zoned::now().datetime()).await?;
        tracing::debug!(%why, "what is to be told waits");
        Some(if why.is_testing() { Quiet::Testing } else { Quiet::Presenting })
    }

    async fn connect(&self, code: SecretString, room: Option<String>) -> Result<(), SetupTrouble> {
        match &self.joins {
            Some((here, desk)) => join(here, desk, code.expose_secret(), room).await,
            None => Err(SetupTrouble::NotKept),
        }
    }

    async fn is_testing(&self) -> bool {
        desk_platform::testing(&self.policy, Zoned::now().datetime()).is_some()
    }

    async fn add_to_calendar(&self, notice: Notice) -> Result<(), String> {
        self.calendar.add(&notice).await
    }

    async fn save(&self, name: String, content: Bytes) -> Result<String, String> {
        let save = move || {
            let folder = desk_platform::downloads().ok_or("this account has no folder for downloads")?;
            desk_platform::save_in(&folder, &name, &content).map_err(|error| in_full(&error))
        };
        spawn_blocking(save).await.map_err(|error| in_full(&error))?
    }

    async fn preview(&self, png: Bytes) -> Option<Bytes> {
        match spawn_blocking(move || desk_capture::shrink(&png, desk_capture::PREVIEW_SIDE)).await {
            Ok(Ok(preview)) => Some(preview),
            Ok(Err(error)) => {
                tracing::warn!(error = in_full(&error), "a picture cannot be shown");
                None
            }
            Err(error) => {
                tracing::warn!(%error, "a picture could not be made smaller");
                None
            }
        }
    }
}

/// Blocks for as long as the display takes to answer, and the picture to be written.
fn take() -> Result<Picture, NoPicture> {
    let taken_at = Timestamp::now();
    let taken = desk_capture::capture()
        .map_err(|error| if matches!(error, CaptureError::Denied) { NoPicture::Refused } else { NoPicture::Failed(in_full(&error)) })?;
    let mut picture = encoded(&taken.picture, taken_at).map_err(NoPicture::Failed)?;
    // One that had to be made smaller is a wall of screens, whose places are no longer where they were.
    if (picture.width, picture.height) == (taken.picture.width(), taken.picture.height()) {
        let area = |area: desk_capture::Area| Area { x: area.x, y: area.y, width: area.width, height: area.height };
        picture.screens = taken.screens.into_iter().map(area).collect();
    }
    Ok(picture)
}

/// Takes the pixels, and leaves everything else that a file may say.
fn read(png: &[u8]) -> Result<Picture, String> {
    encoded(&desk_capture::decode(png).map_err(|error| in_full(&error))?, Timestamp::now())
}

fn cut(png: &[u8], taken_at: Timestamp, Area { x, y, width, height }: Area) -> Result<Picture, String> {
    let whole = desk_capture::decode(png).map_err(|error| in_full(&error))?;
    let part = desk_capture::cut(&whole, desk_capture::Area { x, y, width, height }).ok_or("this part is not on the picture")?;
    encoded(&part, taken_at)
}

fn encoded(picture: &desk_capture::Picture, taken_at: Timestamp) -> Result<Picture, String> {
    let (png, preview) = both(picture, || desk_capture::encode_to_fit(picture, MOST_BYTES).map_err(|error| in_full(&error)))?;
    let (width, height) = size(&png).ok_or("the picture has no size")?;
    Ok(Picture { png, preview, width, height, taken_at, screens: Vec::new() })
}

/// Without marks, the bytes stay as they are.
fn marked(png: Bytes, taken_at: Timestamp, marks: &[Shape]) -> Result<Picture, String> {
    let original = desk_capture::decode(&png).map_err(|error| in_full(&error))?;
    let (width, height) = (original.width(), original.height());
    let picture = desk_capture::burn(original, &marks.iter().map(mark).collect::<Vec<_>>());
    let encoded = || {
        if marks.is_empty() {
            return Ok(png);
        }
        desk_capture::encode_to_fit(&picture, MOST_BYTES).map_err(|error| in_full(&error))
    };
    let (png, preview) = both(&picture, encoded)?;
    Ok(Picture { png, preview, width, height, taken_at, screens: Vec::new() })
}

fn mark(shape: &Shape) -> Mark {
    match *shape {
        Shape::Cover { x, y, width, height } => Mark::Cover { x, y, width, height },
        Shape::Arrow { from, to } => Mark::Arrow { from: (from.x, from.y), to: (to.x, to.y) },
    }
}

/// The whole picture and its preview, side by side: somebody waits for both.
fn both(picture: &desk_capture::Picture, whole: impl FnOnce() -> Result<Bytes, String>) -> Result<(Bytes, Bytes), String> {
    let small = || desk_capture::encode(&desk_capture::preview(picture, desk_capture::PREVIEW_SIDE));
    let (whole, preview) = thread::scope(|scope| {
        let preview = scope.spawn(small);
        (whole(), preview.join())
    });
    let preview = preview.map_err(|_| "the preview came to grief".to_owned())?;
    Ok((whole?, preview.map_err(|error| in_full(&error))?))
}

/// How wide and high a PNG says it is.
fn size(png: &[u8]) -> Option<(u32, u32)> {
    let (width, rest) = png.get(16..)?.split_first_chunk::<4>()?;
    let height = rest.first_chunk::<4>()?;
    Some((u32::from_be_bytes(*width), u32::from_be_bytes(*height)))
}

/// An error with all its causes, for a technician.
pub(crate) fn in_full(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        words.push_str(": ");
        words.push_str(&deeper.to_string());
        cause = deeper.source();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_view::Spot;

    fn screen() -> Bytes {
        let grey = desk_capture::Picture::new(vec![90; 2_000 * 1_000 * 3], 2_000, 1_000).unwrap();
        desk_capture::encode(&grey).unwrap()
    }

    fn at(png: &[u8], x: usize, y: usize) -> [u8; 3] {
        let picture = desk_capture::decode(png).unwrap();
        let at = (y * picture.width() as usize + x) * 3;
        [picture.rgb()[at], picture.rgb()[at + 1], picture.rgb()[at + 2]]
    }

    #[test]
    fn without_marks_a_picture_is_sent_as_it_was_byte_for_byte() {
        let picture = marked(screen(), Timestamp::UNIX_EPOCH, &[]).unwrap();

        assert_eq!(picture.png, screen());
        assert_eq!((picture.width, picture.height), (2_000, 1_000));
        assert_eq!(size(&picture.preview), Some((1_600, 800)));
    }

    #[test]
    fn marks_are_drawn_into_the_picture_and_its_preview() {
        let cover = Shape::Cover { x: 100, y: 200, width: 300, height: 400 };
        let arrow = Shape::Arrow { from: Spot { x: 1_000, y: 500 }, to: Spot { x: 1_500, y: 500 } };

        let picture = marked(screen(), Timestamp::UNIX_EPOCH, &[cover, arrow]).unwrap();

        assert_eq!([at(&picture.png, 100, 200), at(&picture.png, 399, 599)], [[0; 3]; 2]);
        assert_eq!([at(&picture.png, 99, 200), at(&picture.png, 400, 599)], [[90; 3]; 2]);
        assert_eq!(at(&picture.png, 1_200, 500), [0xD5, 0x29, 0x1F]);
        assert_eq!([at(&picture.preview, 81, 161), at(&picture.preview, 318, 478)], [[0; 3]; 2]);
    }

    #[test]
    fn of_a_picture_from_elsewhere_its_pixels_are_left_and_nothing_else() {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, 2, 1);
        encoder.set_color(png::ColorType::Rgb);
        encoder.add_text_chunk("GPS".to_owned(), "48.2 N".to_owned()).unwrap();
        encoder.write_header().unwrap().write_image_data(&[1, 2, 3, 4, 5, 6]).unwrap();

        let picture = read(&file).unwrap();

        assert_eq!(desk_capture::decode(&picture.png).unwrap().rgb(), [1, 2, 3, 4, 5, 6]);
        assert!(!picture.png.windows(3).any(|bytes| bytes == b"GPS"));
        assert!(read(b"words").is_err());
    }

    #[test]
    fn a_part_of_a_picture_is_that_part() {
        let picture = cut(&screen(), Timestamp::UNIX_EPOCH, Area { x: 1_000, y: 0, width: 1_000, height: 1_000 }).unwrap();

        assert_eq!((picture.width, picture.height), (1_000, 1_000));
        assert!(cut(&screen(), Timestamp::UNIX_EPOCH, Area { x: 1_001, y: 0, width: 1_000, height: 1_000 }).is_err());
    }

    #[test]
    fn what_is_no_picture_is_not_marked() {
        assert!(marked(Bytes::from_static(b"words"), Timestamp::UNIX_EPOCH, &[]).is_err());
    }
}
