//! The server from outside: over real HTTP, and in process where the suite of the contract asks for it.

mod alike;
mod attachments;
mod audit;
mod backup;
mod conformance;
mod devices;
mod doctor;
mod document;
mod durability;
mod enrolment;
mod events;
mod how_tos;
mod mail;
mod migrations;
mod notices;
mod pace;
mod pages;
mod person;
mod promises;
mod retention;
mod school_codes;
mod staff;
mod support;
mod tickets;
mod transport;
