//! All of one person's data as one file to hand over: `data.json`, and their pictures and files as they sent them.

use crate::{
    backup::beside,
    os,
    problem::Failure,
    store::{EnrolledOn, Known, Line, Store, TicketScope},
};
use desk_api::{HistoryItem, TicketThread};
use jiff::Timestamp;
use serde::Serialize;
use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
};
use uuid::Uuid;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Why there is no export.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ExportError {
    #[error("reading what is known")]
    Read(#[source] Failure),
    #[error("writing the file")]
    Write(#[from] io::Error),
    #[error("writing the archive")]
    Archive(#[from] zip::result::ZipError),
    #[error("writing JSON")]
    Json(#[from] serde_json::Error),
}

impl From<Failure> for ExportError {
    fn from(failure: Failure) -> Self {
        Self::Read(failure)
    }
}

/// `data.json`.
#[derive(Serialize)]
struct Data {
    exported_at: Timestamp,
    people: Vec<Person>,
}

#[derive(Serialize)]
struct Person {
    #[serde(flatten)]
    known: Known,
    enrolments: Vec<EnrolledOn>,
    requests: Vec<Request>,
    said_me_too: Vec<String>,
    tips_that_helped: Vec<String>,
    /// Who of the desk read or changed their requests.
    audit: Vec<Line>,
}

#[derive(Serialize)]
struct Request {
    #[serde(flatten)]
    thread: TicketThread,
    report: Option<serde_json::Value>,
    rating_note: Option<String>,
    about_device: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    internal_notes: Option<Vec<Note>>,
    /// Names in the archive of what was sent along and is still here.
    files: Vec<String>,
}

#[derive(Serialize)]
struct Note {
    by: Option<String>,
    body: String,
}

/// Writes what is known of `people` into the file `to`, which is its owner's alone and there only once it is whole.
pub(crate) async fn export(store: &Store, people: Vec<Known>, with_notes: bool, to: &Path, now: Timestamp) -> Result<(), ExportError> {
    let partial = beside(to, &format!("partial-{}", Uuid::now_v7()));
    let done = write(store, people, with_notes, &partial, now).await;
    match done.and_then(|()| Ok(fs::rename(&partial, to)?)) {
        Ok(()) => Ok(os::sync_folder_of(to)?),
        Err(error) => {
            // Nothing half is left behind; where it cannot be removed either, its name says what it is.
            let _ = fs::remove_file(&partial);
            Err(error)
        }
    }
}

async fn write(store: &Store, people: Vec<Known>, with_notes: bool, partial: &Path, now: Timestamp) -> Result<(), ExportError> {
    os::touch_private(partial)?;
    let mut archive = Archive { zip: ZipWriter::new(File::options().write(true).open(partial)?) };
    let mut data = Data { exported_at: now, people: Vec::new() };
    for known in people {
        data.people.push(person(store, known, with_notes, &mut archive).await?);
    }
    archive.add("data.json", &serde_json::to_vec_pretty(&data)?)?;
    Ok(archive.zip.finish()?.sync_all()?)
}

async fn person(store: &Store, known: Known, with_notes: bool, archive: &mut Archive) -> Result<Person, ExportError> {
    let mut requests = Vec::new();
    for ticket in store.ticket_ids_of(known.id).await? {
        let thread = store.thread(known.id, ticket).await?;
        let (report, rating_note, about_device) = store.beside_thread(ticket).await?;
        let notes = store.internal_notes(ticket).await?.into_iter().map(|(by, body)| Note { by, body });
        let files = attachments(store, &thread, archive).await?;
        requests.push(Request {
            thread,
            report: report.as_deref().map(serde_json::from_str).transpose()?,
            rating_note,
            about_device,
            internal_notes: with_notes.then(|| notes.collect()),
            files,
        });
    }
    let (said_me_too, tips_that_helped) = store.pressed_by(known.id).await?;
    let (enrolments, audit) = (store.enrolled_on(known.id).await?, store.audit_of(known.id).await?);
    Ok(Person { known, enrolments, requests, said_me_too, tips_that_helped, audit })
}

/// Puts what a request carries into the archive, one by one, and gives the names.
async fn attachments(store: &Store, thread: &TicketThread, archive: &mut Archive) -> Result<Vec<String>, ExportError> {
    let mut names = Vec::new();
    for item in &thread.history {
        let HistoryItem::Message(message) = item else { continue };
        for attachment in &message.attachments {
            match store.attachment(TicketScope::Staff, attachment.id).await {
                Ok(stored) => {
                    let name = format!("attachments/{}-{}", attachment.id, plain(&attachment.name));
                    archive.add(&name, &stored.content)?;
                    names.push(name);
                }
                // It never came, or was let go.
                Err(Failure::Refused { .. }) => {}
                Err(failure) => return Err(failure.into()),
            }
        }
    }
    Ok(names)
}

struct Archive {
    zip: ZipWriter<File>,
}

impl Archive {
    fn add(&mut self, name: &str, content: &[u8]) -> Result<(), ExportError> {
        // Pictures do not get smaller, and everybody can open what is only stored.
        self.zip.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored))?;
        Ok(self.zip.write_all(content)?)
    }
}

/// A name without anything a file system or an archive reads into it.
fn plain(name: &str) -> String {
    let last: Vec<char> = name.chars().rev().take(80).collect();
    last.into_iter().rev().map(|c| if c.is_alphanumeric() || "._- ".contains(c) { c } else { '_' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_the_archive_leads_nowhere_else() {
        assert_eq!(plain("../../etc/pass\0wd.png"), ".._.._etc_pass_wd.png");
        assert_eq!(plain("Bild von gestern, süß.png"), "Bild von gestern_ süß.png");
        assert_eq!(plain(&"a".repeat(300)).len(), 80);
    }
}
