//! Where keys lie on a keyboard, as the X server has it at the moment.

use super::Answer;
use desk_platform::{Key, Keys};
use x11rb::{
    connection::Connection,
    protocol::xproto::{ConnectionExt as _, Keycode, Keysym, ModMask},
    rust_connection::RustConnection,
};

/// Keysyms by `X11/keysymdef.h`.
const NUM_LOCK: Keysym = 0xFF7F;
const ALT: Keysym = 0xFFE9;
const SUPER: Keysym = 0xFFEB;
const F1: Keysym = 0xFFBE;

/// What to ask the X server for.
pub(super) struct Keyboard {
    /// Every key that has the sign.
    pub(super) codes: Vec<Keycode>,
    held: ModMask,
    num_lock: ModMask,
}

impl Keyboard {
    /// Blocks until the X server has said how its keyboard is laid out.
    pub(super) fn of(connection: &RustConnection, keys: Keys) -> Answer<Self> {
        let (first, last) = (connection.setup().min_keycode, connection.setup().max_keycode);
        let signs = connection.get_keyboard_mapping(first, last - first + 1)?;
        let modifiers = connection.get_modifier_mapping()?.reply()?;
        let signs = signs.reply()?;
        let layout = Layout { first, signs: &signs.keysyms, each: signs.keysyms_per_keycode.into() };

        let per_modifier = usize::from(modifiers.keycodes_per_modifier()).max(1);
        let modifier = |sign, usual: ModMask| {
            let codes = layout.codes(sign);
            let at = modifiers.keycodes.chunks(per_modifier).position(|held| held.iter().any(|code| codes.contains(code)));
            at.map_or(usual, |at| ModMask::from(1_u16 << at))
        };
        let mut held = ModMask::default();
        for (is_held, mask) in [
            (keys.control, ModMask::CONTROL),
            (keys.shift, ModMask::SHIFT),
            (keys.alt, modifier(ALT, ModMask::M1)),
            (keys.logo, modifier(SUPER, ModMask::M4)),
        ] {
            if is_held {
                held |= mask;
            }
        }
        Ok(Self { codes: layout.codes(sign(keys.key)), held, num_lock: modifier(NUM_LOCK, ModMask::M2) })
    }

    /// Every key with every state of the locks, which say nothing about what somebody means.
    pub(super) fn combinations(&self) -> impl Iterator<Item = (Keycode, ModMask)> {
        let none = ModMask::default();
        let locks = [none, ModMask::LOCK, self.num_lock, ModMask::LOCK | self.num_lock];
        self.codes.iter().flat_map(move |code| locks.map(|lock| (*code, self.held | lock)))
    }
}

fn sign(key: Key) -> Keysym {
    match key {
        // Latin letters and digits are their own keysyms; a key is known by its small letter.
        Key::Character(letter) => letter.to_ascii_lowercase().into(),
        Key::Function(number) => F1 + Keysym::from(number) - 1,
    }
}

/// The signs on each key, one after the other.
struct Layout<'a> {
    first: Keycode,
    signs: &'a [Keysym],
    each: usize,
}

impl Layout<'_> {
    /// The keys that have a sign at first; on a keyboard of another script, those that have it at all.
    fn codes(&self, sign: Keysym) -> Vec<Keycode> {
        let at_first = self.codes_where(|signs| signs.first() == Some(&sign));
        if at_first.is_empty() { self.codes_where(|signs| signs.contains(&sign)) } else { at_first }
    }

    fn codes_where(&self, holds: impl Fn(&[Keysym]) -> bool) -> Vec<Keycode> {
        let keys = (self.first..=Keycode::MAX).zip(self.signs.chunks(self.each.max(1)));
        keys.filter(|(_, signs)| holds(signs)).map(|(code, _)| code).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GREEK_ETA: Keysym = 0x7E7;

    #[test]
    fn a_key_is_found_by_its_first_sign_and_on_another_script_by_any() {
        let latin = [0x68, 0x48, 0x6A, 0x4A];
        let greek = [GREEK_ETA, 0x7C7, 0x68, 0x48, 0x6A, 0x4A, 0, 0];

        assert_eq!(Layout { first: 43, signs: &latin, each: 2 }.codes(0x68), [43]);
        assert_eq!(Layout { first: 43, signs: &greek, each: 4 }.codes(0x68), [43]);
        assert!(Layout { first: 43, signs: &latin, each: 2 }.codes(GREEK_ETA).is_empty());
    }

    #[test]
    fn the_locks_make_no_difference() {
        let keyboard = Keyboard { codes: vec![43], held: ModMask::CONTROL | ModMask::M1, num_lock: ModMask::M2 };

        let masks: Vec<u16> = keyboard.combinations().map(|(_, mask)| mask.into()).collect();

        assert_eq!(masks, [0b0_1100, 0b0_1110, 0b1_1100, 0b1_1110]);
    }
}
