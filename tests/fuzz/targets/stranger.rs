#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| deskside_fuzz::stranger(data));
