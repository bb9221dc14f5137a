//! Computers as technicians see them: what each said about itself when it enrolled and with its tickets.

use super::{Action, Entry, Store, at, id, queue::EarlierRow, sessions::Technician};
use crate::{findings::findings, place::Place, problem::Failure};
use desk_api::{
    Code, DeviceId, DeviceReport,
    staff::{Computer, StaffDevice},
};
use jiff::Timestamp;

/// Tickets of one computer that its page shows.
const LISTED: i64 = 50;

/// A fact of the report `r`, where it is known and is text.
macro_rules! reported {
    ($key:literal) => {
        concat!(
            "(SELECT json_extract(f.value, '$.reading.value.is') FROM json_each(r.body, '$.facts') f WHERE json_extract(f.value, '$.key') = '",
            $key,
            "' AND json_extract(f.value, '$.reading.value.as') = 'text' LIMIT 1)"
        )
    };
}

/// The asset tag of the device `d`, which its policy knows or else its report `r`.
macro_rules! asset_tag {
    () => {
        concat!("COALESCE(d.asset_tag, ", super::devices::reported!("device.asset_tag"), ")")
    };
}

pub(super) use {asset_tag, reported};

macro_rules! select_device {
    ($rest:literal) => {
        concat!(
            "SELECT d.id, d.host_name, ",
            asset_tag!(),
            " AS asset_tag, COALESCE(d.serial, ",
            reported!("device.serial"),
            ") AS serial, COALESCE(t.room, d.room) AS room, d.building, d.site, ",
            "COALESCE((SELECT COALESCE(p.full_name, p.user_name) FROM tickets k JOIN people p ON p.id = k.person_id ",
            "WHERE k.device_id = d.id ORDER BY k.number DESC LIMIT 1), ",
            "(SELECT COALESCE(p.full_name, p.user_name) FROM enrolments e JOIN people p ON p.id = e.person_id ",
            "WHERE e.device_id = d.id ORDER BY e.made_at DESC LIMIT 1)) AS person, ",
            "(SELECT max(seen) FROM (SELECT d.last_seen_at AS seen UNION ALL SELECT max(k.created_at) FROM tickets k ",
            "WHERE k.device_id = d.id) AS moments) AS last_seen_at, ",
            "json_extract(r.body, '$.agent_version') AS agent_version, r.body AS report, ",
            "(SELECT count(*) FROM tickets k WHERE k.device_id = d.id AND k.status NOT IN ('closed', 'cancelled')) AS open_tickets ",
            "FROM devices d LEFT JOIN tickets t ON t.number = (SELECT max(k.number) FROM tickets k JOIN reports o ON o.ticket_id = k.id ",
            "WHERE k.device_id = d.id) LEFT JOIN reports r ON r.ticket_id = t.id ",
            $rest
        )
    };
}

#[derive(sqlx::FromRow)]
struct DeviceRow {
    id: String,
    host_name: String,
    asset_tag: Option<String>,
    serial: Option<String>,
    room: Option<String>,
    building: Option<String>,
    site: Option<String>,
    person: Option<String>,
    last_seen_at: i64,
    agent_version: Option<String>,
    report: Option<String>,
    #[sqlx(try_from = "i64")]
    open_tickets: u32,
}

impl Store {
    /// Every computer that enrolled, by host name.
    pub(crate) async fn computers(&self) -> Result<Vec<Computer>, Failure> {
        let rows: Vec<DeviceRow> = sqlx::query_as(select_device!("ORDER BY lower(d.host_name), d.id")).fetch_all(&self.readers).await?;
        rows.iter().map(DeviceRow::read).collect()
    }

    /// One of them, with what it last said about itself and its tickets.
    pub(crate) async fn computer(&self, by: &Technician, device: DeviceId, now: Timestamp) -> Result<StaffDevice, Failure> {
        let row: Option<DeviceRow> =
            sqlx::query_as(select_device!("WHERE d.id = $1")).bind(device.to_string()).fetch_optional(&self.readers).await?;
        let row = row.ok_or_else(|| Failure::refused(Code::NotFound))?;
        self.note_reading(by, Entry::of(Action::ComputerRead).about(&device), now).await?;
        let report: Option<DeviceReport> = row.report.as_deref().map(serde_json::from_str).transpose()?;
        let tickets: Vec<EarlierRow> = sqlx::query_as(
            "SELECT t.id, t.subject, s.name AS assignee_name, t.status, t.created_at FROM tickets t \
             LEFT JOIN technicians s ON s.user_name = t.assignee WHERE t.device_id = $1 ORDER BY t.number DESC LIMIT $2",
        )
        .bind(device.to_string())
        .bind(LISTED)
        .fetch_all(&self.readers)
        .await?;
        Ok(StaffDevice {
            computer: row.read()?,
            findings: report.as_ref().map(findings).unwrap_or_default(),
            report,
            tickets: tickets.into_iter().map(EarlierRow::read).collect::<Result<_, _>>()?,
        })
    }
}

impl DeviceRow {
    fn read(&self) -> Result<Computer, Failure> {
        let place = Place { site: self.site.clone(), building: self.building.clone(), room: self.room.clone() };
        Ok(Computer {
            id: id(&self.id)?,
            host_name: self.host_name.clone(),
            asset_tag: self.asset_tag.clone(),
            serial: self.serial.clone(),
            place: place.words(),
            person: self.person.clone(),
            last_seen_at: at(self.last_seen_at)?,
            agent_version: self.agent_version.clone(),
            open_tickets: self.open_tickets,
        })
    }
}
