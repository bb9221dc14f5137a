//! Tells cargo what is part of the program besides its source: the migrations, and in a release the built pages of the desk.
//! A debug build reads the pages when they are asked for.

fn main() {
    println!("cargo::rerun-if-changed=migrations");
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed=../../../ui/dist/desk");
    }
}
