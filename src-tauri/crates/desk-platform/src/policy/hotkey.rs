//! The keys that open Get help from anywhere, such as `Ctrl+Alt+H`.

use std::{fmt, str::FromStr};

/// What the district decided about them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hotkey {
    /// There are none.
    Off,
    /// These.
    Keys(Keys),
}

/// Keys that are pressed together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Keys {
    /// Ctrl.
    pub control: bool,
    /// Alt.
    pub alt: bool,
    /// Shift.
    pub shift: bool,
    /// The key with the logo of the system: Windows, Super, Command.
    pub logo: bool,
    /// The one that is not held.
    pub key: Key,
}

/// A key that is not a modifier.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Key {
    /// A digit or a letter, as a capital.
    Character(char),
    /// F1 to F12.
    Function(u8),
}

impl Default for Hotkey {
    /// Desktops and common programs leave it free.
    fn default() -> Self {
        Self::Keys(Keys { control: true, alt: true, shift: false, logo: false, key: Key::Character('H') })
    }
}

impl FromStr for Hotkey {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const SHAPE: &str = "it has to look like \"Ctrl+Alt+H\", or be \"\" for none";
        if text.trim().is_empty() {
            return Ok(Self::Off);
        }
        let mut names: Vec<&str> = text.split('+').map(str::trim).collect();
        let key = names.pop().and_then(key).ok_or(SHAPE)?;
        let mut keys = Keys { control: false, alt: false, shift: false, logo: false, key };
        for name in names {
            let held = match name.to_ascii_lowercase().as_str() {
                "ctrl" | "control" => &mut keys.control,
                "alt" | "option" => &mut keys.alt,
                "shift" => &mut keys.shift,
                "super" | "win" | "windows" | "cmd" | "command" => &mut keys.logo,
                _ => return Err(SHAPE),
            };
            *held = true;
        }
        // What is typed with these keys alone would be taken from everybody who types.
        if keys.control || keys.alt || keys.logo { Ok(Self::Keys(keys)) } else { Err("it has to hold Ctrl, Alt or Super") }
    }
}

fn key(name: &str) -> Option<Key> {
    let mut letters = name.chars();
    match (letters.next()?, letters.as_str()) {
        (letter, "") if letter.is_ascii_alphanumeric() => Some(Key::Character(letter.to_ascii_uppercase())),
        ('F' | 'f', number) => number.parse().ok().filter(|number| (1..=12).contains(number)).map(Key::Function),
        _ => None,
    }
}

impl fmt::Display for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.control, "Ctrl"), (self.alt, "Alt"), (self.shift, "Shift"), (self.logo, "Super")] {
            if held {
                write!(f, "{name}+")?;
            }
        }
        match self.key {
            Key::Character(letter) => write!(f, "{letter}"),
            Key::Function(number) => write!(f, "F{number}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_people_write_them() {
        for (text, expected) in [
            ("Ctrl+Alt+H", "Ctrl+Alt+H"),
            ("control + option + h", "Ctrl+Alt+H"),
            ("Super+F1", "Super+F1"),
            ("shift+win+9", "Shift+Super+9"),
            ("ALT+F12", "Alt+F12"),
        ] {
            let Ok(Hotkey::Keys(keys)) = text.parse() else { panic!("{text} is not read") };
            assert_eq!(keys.to_string(), expected);
        }
        assert_eq!("Ctrl+Alt+H".parse(), Ok(Hotkey::default()));
        assert_eq!(" ".parse(), Ok(Hotkey::Off));
    }

    #[test]
    fn what_people_type_with_and_what_is_no_key_is_not_taken() {
        for text in ["H", "Shift+H", "F1", "Ctrl", "Ctrl+", "+H", "Ctrl+Alt+HH", "Hyper+H", "Ctrl+F13", "Ctrl+F0", "Ctrl+ñ", "Ctrl++"] {
            assert!(text.parse::<Hotkey>().is_err(), "{text}");
        }
    }
}
