//! The catalogue: every word people read, by key and language.
//!
//! Keys are those of the design's copy with dashes for dots (`help.title` is `help-title`). What is made up by people (names,
//! titles, messages) is given as arguments and never looked up.

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use jiff::{Timestamp, tz::TimeZone};
use std::fmt;

/// English, the language every key has.
pub const ENGLISH: &str = include_str!("../locales/en.ftl");
/// Spanish.
pub const SPANISH: &str = include_str!("../locales/es.ftl");

/// A language there is a catalogue for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Language {
    /// `en`
    #[default]
    English,
    /// `es`
    Spanish,
}

impl Language {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::English, Self::Spanish];

    /// The nearest language to a tag or locale such as `es-MX` or `es_US.UTF-8`; English where none is near.
    #[must_use]
    pub fn nearest(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("es") { Self::Spanish } else { Self::English }
    }

    /// Its BCP 47 tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }
}

/// The words of one language.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({})", self.language.tag())
    }
}

impl Words {
    /// Reads the catalogue of `language`. A line that cannot be read is left out; a test keeps there from being one.
    #[must_use]
    pub fn of(language: Language) -> Self {
        let source = match language {
            Language::English => ENGLISH,
            Language::Spanish => SPANISH,
        };
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(readable, _)| readable);
        let tag = language.tag().parse().expect("our own language tags are well formed");
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // The marks would show as boxes in native menus and toasts, which lay out a line of one direction anyway.
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        Self { language, bundle }
    }

    /// Which language this is.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The words under `key`. A missing key gives the key itself, so that a gap is seen and nothing breaks.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// The words under `key` with `args` put in.
    #[must_use]
    pub fn say_with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut fluent = FluentArgs::new();
        for (name, value) in args {
            match value {
                Arg::Text(text) => fluent.set(*name, *text),
                Arg::Count(count) => fluent.set(*name, *count),
            }
        }
        self.bundle.format_pattern(pattern, Some(&fluent), &mut Vec::new()).into_owned()
    }

    /// A moment as people say it: `10:40` today, `Tue 10:40` on another day of this week, `Oct 3` beyond.
    #[must_use]
    pub fn moment(&self, at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
        let (at, now) = (at.to_zoned(zone.clone()), now.to_zoned(zone.clone()));
        let days = at.date().duration_since(now.date()).as_hours() / 24;
        let clock = at.strftime("%-H:%M").to_string();
        match days {
            0 => clock,
            -6..=6 => format!("{} {clock}", self.say(WEEKDAYS[usize::from(at.weekday().to_monday_zero_offset().unsigned_abs())])),
            _ => self.say_with(
                "time-date",
                &[
                    ("month", Arg::Text(&self.say(MONTHS[usize::from(at.month().unsigned_abs() - 1)]))),
                    ("day", Arg::Count(i64::from(at.day()))),
                ],
            ),
        }
    }
}

/// What is put into words.
#[derive(Clone, Copy, Debug)]
pub enum Arg<'a> {
    /// A name, a title, a time.
    Text(&'a str),
    /// A number, which also chooses the plural.
    Count(i64),
}

const WEEKDAYS: [&str; 7] = ["time-mon", "time-tue", "time-wed", "time-thu", "time-fri", "time-sat", "time-sun"];
const MONTHS: [&str; 12] = [
    "time-jan", "time-feb", "time-mar", "time-apr", "time-may", "time-jun", "time-jul", "time-aug", "time-sep", "time-oct", "time-nov",
    "time-dec",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_said_as_people_say_it() {
        let words = Words::of(Language::English);
        let zone = TimeZone::get("America/New_York").expect("the zone is bundled");
        let at = |text: &str| text.parse::<Timestamp>().expect("a timestamp");
        let now = at("2026-11-23T14:40:00Z");

        assert_eq!(words.moment(at("2026-11-23T15:05:00Z"), now, &zone), "10:05");
        assert_eq!(words.moment(at("2026-11-24T15:40:00Z"), now, &zone), "Tue 10:40");
        assert_eq!(words.moment(at("2026-10-03T15:40:00Z"), now, &zone), "Oct 3");
    }

    #[test]
    fn counts_choose_their_plural_in_both_languages() {
        let one = [("n", Arg::Count(1))];
        let many = [("n", Arg::Count(42))];

        assert_eq!(Words::of(Language::English).say_with("out-n", &one), "1 person affected");
        assert_eq!(Words::of(Language::English).say_with("out-n", &many), "42 people affected");
        assert_eq!(Words::of(Language::Spanish).say_with("out-n", &many), "42 personas afectadas");
    }

    #[test]
    fn both_catalogues_hold_the_same_keys_with_the_same_arguments() {
        let (english, spanish) = (messages(ENGLISH), messages(SPANISH));

        assert!(english.len() > 200);
        assert_eq!(english, spanish);
    }

    /// Key and the arguments it takes, for each message.
    fn messages(source: &str) -> Vec<(String, Vec<String>)> {
        let resource = fluent_syntax::parser::parse(source).expect("the catalogue has no line that cannot be read");
        let mut all: Vec<_> = resource
            .body
            .iter()
            .filter_map(|entry| {
                let fluent_syntax::ast::Entry::Message(message) = entry else { return None };
                let text = fluent_syntax::serializer::serialize(&fluent_syntax::ast::Resource {
                    body: vec![fluent_syntax::ast::Entry::Message(message.clone())],
                });
                let mut args: Vec<_> =
                    text.split('$').skip(1).map(|rest| rest.chars().take_while(char::is_ascii_alphanumeric).collect::<String>()).collect();
                args.sort();
                args.dedup();
                Some((message.id.name.to_owned(), args))
            })
            .collect();
        all.sort();
        all
    }
}
