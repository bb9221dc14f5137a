//! Pictures that can be told from each other and say by themselves whether they are whole: noise, and its SHA-256 at the end.

use crate::chance::Chance;
use bytes::Bytes;
use sha2::{Digest, Sha256};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const SEAL: usize = 32;
/// Most are small, so that many fit into a short time; some are as large as a screen.
const SMALL: usize = 48 * 1024;
const LARGE: usize = 1_500_000;

/// A new one.
pub(super) fn noise() -> Bytes {
    let mut chance = Chance::of(uuid::Uuid::new_v4().as_u64_pair().0);
    let most = if chance.one_in(40) { LARGE } else { SMALL };
    let length = chance.amount(most);
    let mut png = PNG.to_vec();
    png.extend(uuid::Uuid::new_v4().as_bytes());
    png.extend(chance.bytes(length));
    png.extend(Sha256::digest(&png));
    png.into()
}

/// Whether not a bit of it is other than it was made.
pub(super) fn is_whole(png: &[u8]) -> bool {
    let Some((noise, seal)) = png.split_last_chunk::<SEAL>() else { return false };
    noise.starts_with(PNG) && Sha256::digest(noise).as_slice() == seal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_with_one_other_bit_is_not_whole() {
        let png = noise();
        let mut other = png.to_vec();
        other[PNG.len() + 3] ^= 1;

        assert!(is_whole(&png));
        assert!(!is_whole(&other));
        assert!(!is_whole(&png[..png.len() - 1]));
        assert!(!is_whole(b""));
    }
}
