//! The TypeScript side of the types, written from the types.

use crate::{Request, View};
use desk_api::{
    DeskProfile,
    staff::{
        Alike, Assignment, HandOff, HowTo, Joining, NewHowTo, NewNotice, NewNoticeUpdate, Queue, Renewal, StaffDevice, StaffMe,
        StaffMessage, StaffTicket, StatusChange,
    },
};
use std::collections::BTreeMap;
use ts_rs::{Config, TS, TypeVisitor};

/// `ui/src/lib/bindings.ts`, whole: what the window and the technician's desk speak, and every type those are made of.
#[must_use]
pub fn typescript() -> String {
    let mut found = Found { config: Config::new(), types: BTreeMap::new() };
    found.visit::<View>();
    found.visit::<Request>();
    found.visit::<DeskProfile>();
    found.visit::<StaffMe>();
    found.visit::<Queue>();
    found.visit::<StaffTicket>();
    found.visit::<StaffDevice>();
    found.visit::<StaffMessage>();
    found.visit::<StatusChange>();
    found.visit::<Assignment>();
    found.visit::<HandOff>();
    found.visit::<Renewal>();
    found.visit::<Joining>();
    found.visit::<Alike>();
    found.visit::<HowTo>();
    found.visit::<NewHowTo>();
    found.visit::<NewNotice>();
    found.visit::<NewNoticeUpdate>();

    let mut text = "// Written from the Rust types by `cargo xtask bless`; not edited by hand.\n".to_owned();
    for declaration in found.types.values() {
        text.push_str("\nexport ");
        text.push_str(declaration);
        text.push('\n');
    }
    text
}

/// Every type seen so far, by name.
struct Found {
    config: Config,
    types: BTreeMap<String, String>,
}

impl TypeVisitor for Found {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Types without a file of their own are TypeScript's: strings, numbers, lists.
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            if self.types.contains_key(&name) {
                return;
            }
            self.types.insert(name, T::decl(&self.config));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}
