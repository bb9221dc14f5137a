//! What mails to requesters say around a technician's own words, in the languages of the catalogue. The server has no catalogue of
//! its own: everything else it says, it says to technicians.

/// The frame of a mail to a requester.
pub(super) struct Frame {
    /// Before the technician's words: `{name}` wrote about `{number}`.
    pub(super) wrote: fn(&str, &str, &str) -> String,
    /// Where so many pictures and files came with the words.
    pub(super) files: fn(u32) -> String,
    /// Where an answer is promised.
    pub(super) next: fn(&str) -> String,
    /// Where they were asked whether it is fixed.
    pub(super) is_it_fixed: &'static str,
    /// How to write back.
    pub(super) back: &'static str,
    /// How a moment is written, for `strftime`.
    pub(super) moment: &'static str,
}

const ENGLISH: Frame = Frame {
    wrote: |name, number, subject| format!("{name} wrote about your request {number}, “{subject}”:"),
    files: |count| match count {
        1 => "A picture or file came with it. You find it in Deskside.".to_owned(),
        _ => format!("{count} pictures or files came with it. You find them in Deskside."),
    },
    next: |time| format!("You will hear from us again by {time}."),
    is_it_fixed: "Is it fixed? Please tell us in Deskside: yes, or not yet.",
    back: "To write back, click the little bell by the clock and open “My requests”.",
    moment: "%a, %b %-d at %-I:%M %p",
};

const SPANISH: Frame = Frame {
    wrote: |name, number, subject| format!("{name} escribió sobre su solicitud {number}, “{subject}”:"),
    files: |count| match count {
        1 => "Vino con una imagen o un archivo. Lo encuentra en Deskside.".to_owned(),
        _ => format!("Vino con {count} imágenes o archivos. Los encuentra en Deskside."),
    },
    next: |time| format!("Le escribiremos otra vez antes del {time}."),
    is_it_fixed: "¿Ya quedó? Díganos en Deskside: sí, o todavía no.",
    back: "Para responder, haga clic en la campanita junto al reloj y abra “Mis solicitudes”.",
    moment: "%-d/%-m a las %-H:%M",
};

/// The frame in the language with this BCP 47 tag; English where there is no other.
pub(super) fn frame(language: Option<&str>) -> &'static Frame {
    match language.and_then(|tag| tag.split(['-', '_']).next()) {
        Some("es") => &SPANISH,
        Some(_) | None => &ENGLISH,
    }
}

/// How a technician reads a moment.
pub(super) const STAFF_MOMENT: &str = ENGLISH.moment;
