//! Prints the TypeScript bindings; `cargo xtask bless` puts them where the UI finds them.

#[expect(clippy::print_stdout, reason = "printing is all it does")]
fn main() {
    print!("{}", desk_view::typescript());
}
