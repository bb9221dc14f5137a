//! How long every field may be. Nothing a client sends reaches the database unmeasured.

mod described;

pub(crate) use described::Described;

use crate::problem::Failure;
use desk_api::{
    Code, Confirmation, EnrolmentRequest, MAX_ATTACHMENTS, MAX_WORDS, NewAttachment, NewMessage, NewTicket, Rating, Sealed,
    staff::{Assignment, HandOff, Joining, NewHowTo, NewNotice, NewNoticeUpdate, Renewal, SetPassword, SignIn, StaffMessage, StatusChange},
};
use secrecy::ExposeSecret;
use serde::de::DeserializeOwned;
use std::borrow::Cow;

/// The largest JSON body of any call, in bytes: the longest words, a long report, ten attachments announced.
pub(crate) const MAX_BODY_BYTES: usize = 256 * 1024;

const MAX_NOTE: usize = 500;
const MAX_NAME: usize = 200;
const MAX_HOST_NAME: usize = 255;
const MAX_LANGUAGE: usize = 35;
const MAX_MEDIA_TYPE: usize = 100;
const MAX_FACTS: usize = 500;
const MAX_NOTICE_TITLE: usize = 120;
const MAX_NOTICE_WORDS: usize = 2_000;
const MAX_PLACES: usize = 50;
const MAX_JOINING: usize = 200;
const MAX_TOPICS: usize = 20;
const MAX_TOPIC: usize = 60;
/// 128 bits, written as densely as base64 does.
const MIN_SECRET: usize = 22;
const MAX_SECRET: usize = 256;
const MAX_SUBJECT: usize = 120;
const MIN_PASSWORD: usize = 12;
/// Longer than any passphrase, and short enough to hash at once.
const MAX_PASSWORD: usize = 256;

/// Something a client sent whose fields have bounds.
pub(crate) trait Bounded: DeserializeOwned {
    /// Names the first field that is out of bounds.
    fn check(&self) -> Result<(), Failure>;
}

/// Reads what was sealed and measures it.
pub(crate) fn open<T: Bounded>(sealed: &Sealed<T>) -> Result<T, Failure> {
    read(sealed.bytes())
}

/// Reads a JSON body and measures it.
pub(crate) fn read<T: Bounded>(body: &[u8]) -> Result<T, Failure> {
    if body.len() > MAX_BODY_BYTES {
        return Err(Failure::refused(Code::TooLarge));
    }
    // serde_json repeats a little of the input in some messages, so only the place goes back.
    let value: T = serde_json::from_slice(&without_nul(body))
        .map_err(|e| Failure::invalid(format!("the body, at line {} column {}", e.line(), e.column())))?;
    value.check()?;
    Ok(value)
}

/// JSON with a replacement character in the place of each NUL, which no keyboard writes and PostgreSQL does not keep.
fn without_nul(json: &[u8]) -> Cow<'_, [u8]> {
    const NUL: &[u8] = br"\u0000";
    if !json.windows(NUL.len()).any(|six| six == NUL) {
        return Cow::Borrowed(json);
    }
    let (mut kept, mut rest) = (Vec::with_capacity(json.len()), json);
    while let Some(first) = rest.first() {
        // An escape is taken whole, so that an escaped backslash begins no other.
        let escape = if *first == b'\\' { 2.min(rest.len()) } else { 1 };
        let (next, length): (&[u8], usize) = if rest.starts_with(NUL) { (br"\ufffd", NUL.len()) } else { (&rest[..escape], escape) };
        kept.extend_from_slice(next);
        rest = &rest[length..];
    }
    Cow::Owned(kept)
}

/// The first line of the words, at most 120 characters.
pub(crate) fn subject(words: &str) -> String {
    let line = words.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    if line.chars().count() <= MAX_SUBJECT {
        return line.to_owned();
    }
    let mut cut: String = line.chars().take(MAX_SUBJECT - 1).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

impl Bounded for NewTicket {
    fn check(&self) -> Result<(), Failure> {
        some_words("words", &self.words)?;
        attachments(&self.attachments)?;
        at_most("about_device", self.about_device.as_deref(), MAX_NAME)?;
        at_most("language", self.language.as_deref(), MAX_LANGUAGE)?;
        if self.report.as_ref().is_some_and(|report| report.facts.len() > MAX_FACTS) {
            return Err(Failure::invalid("report.facts"));
        }
        Ok(())
    }
}

impl Bounded for NewMessage {
    fn check(&self) -> Result<(), Failure> {
        some_words("body", &self.body)?;
        attachments(&self.attachments)
    }
}

impl Bounded for Confirmation {
    fn check(&self) -> Result<(), Failure> {
        at_most("note", self.note.as_deref(), MAX_WORDS)
    }
}

impl Bounded for Rating {
    fn check(&self) -> Result<(), Failure> {
        at_most("note", self.note.as_deref(), MAX_NOTE)
    }
}

impl Bounded for EnrolmentRequest {
    fn check(&self) -> Result<(), Failure> {
        let secret = self.account_secret.expose_secret().chars().count();
        if !(MIN_SECRET..=MAX_SECRET).contains(&secret) {
            return Err(Failure::invalid("account_secret"));
        }
        if !(1..=MAX_SECRET).contains(&self.key.expose_secret().chars().count()) {
            return Err(Failure::invalid("key"));
        }
        some("device.host_name", &self.device.host_name, MAX_HOST_NAME)?;
        some("person.user_name", &self.person.user_name, MAX_NAME)?;
        let rest = [
            ("device.serial", &self.device.serial),
            ("device.asset_tag", &self.device.asset_tag),
            ("device.site", &self.device.site),
            ("device.building", &self.device.building),
            ("device.room", &self.device.room),
            ("person.full_name", &self.person.full_name),
            ("person.email", &self.person.email),
        ];
        rest.into_iter().try_for_each(|(name, text)| at_most(name, text.as_deref(), MAX_NAME))
    }
}

impl Bounded for desk_api::RefreshRequest {
    fn check(&self) -> Result<(), Failure> {
        at_most("refresh_token", Some(self.refresh_token.expose_secret()), MAX_SECRET)
    }
}

impl Bounded for StaffMessage {
    fn check(&self) -> Result<(), Failure> {
        some_words("body", &self.body)?;
        attachments(&self.attachments)
    }
}

impl Bounded for NewNotice {
    fn check(&self) -> Result<(), Failure> {
        some("title", &self.title, MAX_NOTICE_TITLE)?;
        at_most("meanwhile", self.meanwhile.as_deref(), MAX_NOTICE_WORDS)?;
        at_most("owner", self.owner.as_deref(), MAX_NAME)?;
        if self.places.len() > MAX_PLACES {
            return Err(Failure::invalid("places"));
        }
        if self.tickets.len() > MAX_JOINING {
            return Err(Failure::invalid("tickets"));
        }
        self.places.iter().try_for_each(|place| some("places", place, MAX_NAME))
    }
}

impl Bounded for NewHowTo {
    fn check(&self) -> Result<(), Failure> {
        some("title", &self.title, MAX_NOTICE_TITLE)?;
        some("body", &self.body, MAX_NOTICE_WORDS)?;
        if self.topics.len() > MAX_TOPICS {
            return Err(Failure::invalid("topics"));
        }
        self.topics.iter().try_for_each(|topic| some("topics", topic, MAX_TOPIC))
    }
}

impl Bounded for NewNoticeUpdate {
    fn check(&self) -> Result<(), Failure> {
        if self.resolved {
            return at_most("body", Some(&self.body), MAX_NOTICE_WORDS);
        }
        some("body", &self.body, MAX_NOTICE_WORDS)
    }
}

impl Bounded for StatusChange {
    fn check(&self) -> Result<(), Failure> {
        Ok(())
    }
}

impl Bounded for Joining {
    fn check(&self) -> Result<(), Failure> {
        Ok(())
    }
}

impl Bounded for Renewal {
    fn check(&self) -> Result<(), Failure> {
        at_most("words", self.words.as_deref(), MAX_WORDS)
    }
}

impl Bounded for Assignment {
    fn check(&self) -> Result<(), Failure> {
        some("technician", &self.technician, MAX_NAME)
    }
}

impl Bounded for HandOff {
    fn check(&self) -> Result<(), Failure> {
        some("department", &self.department, MAX_NAME)
    }
}

impl Bounded for SetPassword {
    fn check(&self) -> Result<(), Failure> {
        if self.password.expose_secret().chars().count() < MIN_PASSWORD {
            return Err(Failure::invalid("password"));
        }
        at_most("password", Some(self.password.expose_secret()), MAX_PASSWORD)?;
        at_most("link", Some(self.link.expose_secret()), MAX_SECRET)
    }
}

impl Bounded for SignIn {
    fn check(&self) -> Result<(), Failure> {
        at_most("user_name", Some(&self.user_name), MAX_NAME)?;
        at_most("password", Some(self.password.expose_secret()), MAX_PASSWORD)
    }
}

fn attachments(announced: &[NewAttachment]) -> Result<(), Failure> {
    if announced.len() > MAX_ATTACHMENTS {
        return Err(Failure::invalid("attachments"));
    }
    for attachment in announced {
        some("attachments.media_type", &attachment.media_type, MAX_MEDIA_TYPE)?;
        if i64::try_from(attachment.size_bytes).is_err() {
            return Err(Failure::invalid("attachments.size_bytes"));
        }
        let digest = attachment.sha256.as_bytes();
        if digest.len() != 64 || !digest.iter().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(b)) {
            return Err(Failure::invalid("attachments.sha256"));
        }
    }
    Ok(())
}

fn some_words(name: &str, words: &str) -> Result<(), Failure> {
    some(name, words, MAX_WORDS)
}

fn some(name: &str, text: &str, most: usize) -> Result<(), Failure> {
    if text.trim().is_empty() { Err(Failure::invalid(name)) } else { at_most(name, Some(text), most) }
}

fn at_most(name: &str, text: Option<&str>, most: usize) -> Result<(), Failure> {
    match text {
        Some(text) if text.chars().count() > most => Err(Failure::invalid(name)),
        Some(_) | None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_api::AttachmentId;

    fn ticket(words: &str) -> NewTicket {
        NewTicket {
            words: words.into(),
            class_waiting: false,
            written_at: jiff::Timestamp::UNIX_EPOCH,
            attachments: Vec::new(),
            report: None,
            about_device: None,
            notice_id: None,
            language: None,
        }
    }

    fn refused_for(failure: Failure) -> String {
        let Failure::Refused { detail: Some(detail), .. } = failure else { panic!("{failure:?}") };
        detail
    }

    #[test]
    fn a_nul_becomes_a_replacement_character_and_nothing_else_changes() {
        let text = |json: &str| serde_json::from_slice::<String>(&without_nul(json.as_bytes())).expect("JSON");

        assert_eq!(text(r#""the \u0000 printer""#), "the \u{fffd} printer");
        assert_eq!(text(r#""C:\\u0000 \\\u0000""#), "C:\\u0000 \\\u{fffd}");
        assert!(matches!(without_nul(br#""C:\\u00e9""#), Cow::Borrowed(_)));
    }

    #[test]
    fn words_have_a_length() {
        assert!(ticket("x").check().is_ok());
        assert!(ticket(&"é".repeat(MAX_WORDS)).check().is_ok());
        assert_eq!(refused_for(ticket(&"é".repeat(MAX_WORDS + 1)).check().expect_err("too long")), "words");
        assert_eq!(refused_for(ticket(" \n ").check().expect_err("nothing")), "words");
    }

    #[test]
    fn an_attachment_is_known_by_its_digest() {
        let good = NewAttachment {
            id: AttachmentId::new(),
            name: "screen.png".into(),
            media_type: "image/png".into(),
            size_bytes: 1,
            sha256: "0".repeat(64),
        };
        assert!(attachments(std::slice::from_ref(&good)).is_ok());
        for bad in [NewAttachment { sha256: "A".repeat(64), ..good.clone() }, NewAttachment { sha256: "0".repeat(63), ..good.clone() }] {
            assert!(attachments(&[bad]).is_err());
        }
        assert!(attachments(&vec![good; MAX_ATTACHMENTS + 1]).is_err());
    }

    #[test]
    fn a_subject_is_the_first_line_with_words() {
        assert_eq!(subject("\n  The projector is blue \nand so am I"), "The projector is blue");
        assert_eq!(subject(&"long ".repeat(60)).chars().count(), 120);
        assert!(subject(&"long ".repeat(60)).ends_with("long…"));
    }

    #[test]
    fn what_cannot_be_read_is_answered_with_a_place_and_no_words() {
        let detail = refused_for(read::<NewTicket>(br#"{"words": 7, "written_at": "secret"}"#).expect_err("no ticket"));

        assert_eq!(detail, "the body, at line 1 column 11");
    }
}
