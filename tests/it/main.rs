//! Where the halves meet: one binary for every test that is larger than a package.

mod tidy;
