// Written from the Rust types by `cargo xtask bless`; not edited by hand.

export type After = "answer" | "ask_question" | "ask_if_fixed";

export type Alike = { 
/**
 * The words of the title that the tickets mention, as they are written there.
 */
mentioned: Array<string>, 
/**
 * How many of the tickets came in the last ten minutes.
 */
just_now: number, 
/**
 * Open tickets of the last two hours that belong to no notice, most pressing first.
 */
tickets: Array<QueueRow>, };

export type Around = { 
/**
 * BCP 47 tag of the catalogue to use: `en` or `es`.
 */
language: string, 
/**
 * The person's choice, or the computer's.
 */
theme: Theme, 
/**
 * For shapes of controls.
 */
os: Os, 
/**
 * IANA name of the computer's time zone.
 */
time_zone: string, 
/**
 * Now, by the computer's clock, when this view was made.
 */
now: string, 
/**
 * Whether the help desk can be reached.
 */
online: boolean, 
/**
 * The person's keyring is locked or missing: what is sent waits for it.
 */
locked: boolean, 
/**
 * The person's first name, where known.
 */
first_name: string | null, 
/**
 * The school's name.
 */
school: string | null, 
/**
 * What to dial from a school phone.
 */
phone: string | null, 
/**
 * A named manager, for complaints.
 */
manager: string | null, 
/**
 * Who answers; none where the desk does not say.
 */
team: Array<TeamMember>, 
/**
 * How many requests have something new.
 */
unread: number, 
/**
 * Host name, to read out on the phone.
 */
computer: string, 
/**
 * The district's number for this computer, for the same.
 */
asset_tag: string | null, 
/**
 * The room this computer is in.
 */
room: string | null, 
/**
 * The building.
 */
building: string | null, };

export type Assignment = { 
/**
 * The full name of one of the technicians.
 */
technician: string, };

export type Attached = { 
/**
 * Which one.
 */
id: AttachmentId, 
/**
 * What to show once the agent has sent it; asked for by [`Request::FetchPicture`](crate::Request::FetchPicture).
 */
picture: PictureId | null, 
/**
 * File name.
 */
name: string, 
/**
 * Whether it has arrived at the help desk.
 */
state: AttachmentState, 
/**
 * Size in bytes.
 */
size_bytes: number, 
/**
 * Where saving it on this computer stands.
 */
saving: SaveStep, };

export type Attachment = { 
/**
 * Which one.
 */
id: AttachmentId, 
/**
 * A file name without folders.
 */
name: string, 
/**
 * Found from the content where it has arrived, else as announced.
 */
media_type: string, 
/**
 * Size in bytes.
 */
size_bytes: number, 
/**
 * Whether the bytes are here.
 */
state: AttachmentState, };

export type AttachmentId = string;

export type AttachmentState = "pending" | "stored" | "refused" | "removed" | "unknown";

export type Author = { 
/**
 * Full name.
 */
name: string, 
/**
 * On which side of the desk.
 */
role: Role, };

export type CalendarStep = "none" | "opening" | "opened" | "failed";

export type Capabilities = { 
/**
 * `GET /events` streams.
 */
live: boolean, 
/**
 * The largest attachment it takes, in bytes; 0 means none.
 */
max_attachment_bytes: number, 
/**
 * Media types it takes.
 */
attachment_types: Array<string>, 
/**
 * The requester may reply.
 */
reply: boolean, 
/**
 * The requester may say "fixed" or "not yet".
 */
confirmation: boolean, 
/**
 * A rating is kept.
 */
rating: boolean, 
/**
 * "Me too" is counted.
 */
affected: boolean, 
/**
 * A ticket's number is known when it is opened.
 */
number_at_once: boolean, 
/**
 * It offers tips.
 */
tips: boolean, };

export type Change = { 
/**
 * When.
 */
at: string, 
/**
 * The full name of who did it.
 */
by: string | null, 
/**
 * What.
 */
what: ChangeKind, };

export type ChangeKind = { "did": "taken" } | { "did": "assigned", 
/**
 * Their full name.
 */
to: string, } | { "did": "handed_off", 
/**
 * Which one.
 */
department: string, } | { "did": "asked_if_fixed" } | { "did": "confirmed" } | { "did": "reopened" } | { "did": "put_on_hold" } | { "did": "promise_moved", 
/**
 * What they were told before.
 */
was: string, 
/**
 * When they hear now.
 */
until: string, } | { "did": "joined_notice", 
/**
 * The notice's title at that moment.
 */
title: string, } | { "did": "left_notice" } | { "did": "unknown" };

export type Computer = { 
/**
 * Which one.
 */
id: DeviceId, 
/**
 * Its host name.
 */
host_name: string, 
/**
 * What is on its sticker, where known.
 */
asset_tag: string | null, 
/**
 * The maker's serial number, where known.
 */
serial: string | null, 
/**
 * Room and building, where it said so.
 */
place: string | null, 
/**
 * Who asked for help from it last, or enrolled on it last where nobody has.
 */
person: string | null, 
/**
 * When it was last heard of.
 */
last_seen_at: string, 
/**
 * The version of its agent, where a ticket said it.
 */
agent_version: string | null, 
/**
 * Its tickets that are open.
 */
open_tickets: number, };

export type Contact = { 
/**
 * Full name.
 */
name: string, 
/**
 * Extension or number.
 */
phone: string | null, };

export type Department = { 
/**
 * Such as "Facilities".
 */
name: string, 
/**
 * Its named person.
 */
contact: Contact | null, };

export type DeskProfile = { 
/**
 * The school's or district's name.
 */
name: string, 
/**
 * What to dial from a school phone, such as `4357`.
 */
phone: string | null, 
/**
 * When somebody is at the desk, in words.
 */
hours: string | null, 
/**
 * The promise: a first answer within so many working hours.
 */
answer_within_hours: number, 
/**
 * Within how many hours four of five first answers came in the last 30 days, where at least twenty were given and that is no
 * more than what is promised.
 */
usual_hours: number | null, 
/**
 * Within how many minutes somebody of the desk turned to four of five tickets that came at this time of day in the last 30 days,
 * where there were at least twenty and it is an hour at most. True for the hour it was asked in.
 */
usually_read_minutes: number | null, 
/**
 * The IANA name of the desk's time zone.
 */
time_zone: string, 
/**
 * A named person for complaints.
 */
manager: Contact | null, 
/**
 * People of the desk who answer, at most four.
 */
team: Array<TeamMember>, 
/**
 * Other departments a ticket may be handed to.
 */
departments: Array<Department>, 
/**
 * BCP 47 tags of the languages the desk answers in.
 */
languages: Array<string>, 
/**
 * What this desk can do, so that screens leave out what cannot work.
 */
capabilities: Capabilities, };

export type DeviceId = string;

export type DeviceReport = { 
/**
 * When it was begun.
 */
taken_at: string, 
/**
 * How long all of it took, in milliseconds.
 */
took_ms: number, 
/**
 * The agent that took it, such as `0.1.0`.
 */
agent_version: string, 
/**
 * In a fixed order, so that a technician finds each where it was last time.
 */
facts: Array<Fact>, };

export type Earlier = { 
/**
 * Which one.
 */
id: TicketId, 
/**
 * Its first line.
 */
subject: string, 
/**
 * Who was on it.
 */
assignee: string | null, 
/**
 * Where it stands.
 */
status: Status, 
/**
 * When it came.
 */
created_at: string, };

export type Entry = { "is": "theirs", 
/**
 * Which message.
 */
id: MessageId, 
/**
 * Full name.
 */
name: string, 
/**
 * When.
 */
at: string, 
/**
 * Plain text.
 */
body: string, 
/**
 * What came with it.
 */
attached: Array<Attached>, } | { "is": "mine", 
/**
 * Which message.
 */
id: MessageId, 
/**
 * When.
 */
at: string, 
/**
 * Plain text.
 */
body: string, 
/**
 * What came with it.
 */
attached: Array<Attached>, 
/**
 * Still on this computer.
 */
waiting: boolean, } | { "is": "taken", 
/**
 * First name.
 */
name: string | null, 
/**
 * When.
 */
at: string, } | { "is": "handed_off", 
/**
 * Which.
 */
department: string, 
/**
 * When.
 */
at: string, } | { "is": "confirmed", 
/**
 * When.
 */
at: string, } | { "is": "reopened", 
/**
 * When.
 */
at: string, } | { "is": "joined", 
/**
 * The outage's title.
 */
title: string, 
/**
 * When.
 */
at: string, } | { "is": "delayed", 
/**
 * What they were told before.
 */
was: string, 
/**
 * When they hear now.
 */
until: string, 
/**
 * When that was said.
 */
at: string, };

export type Fact = { 
/**
 * What it is, such as `disk.free`; one of [`key`] or one that a newer agent knows.
 */
key: string, 
/**
 * Which one, where there are several: `/home`, `HDMI-1`.
 */
of?: string | null, 
/**
 * Where it comes from, such as `/proc/meminfo`.
 */
source: string, 
/**
 * What was found.
 */
reading: Reading, 
/**
 * How long it took, in milliseconds.
 */
took_ms: number, };

export type FactLine = { 
/**
 * The fact's key, such as `disk.free`; the page finds its label by it.
 */
key: string, 
/**
 * Which one, where there are several.
 */
of: string | null, 
/**
 * The value in words, or why it is unknown.
 */
value: string, 
/**
 * Whether it is known.
 */
known: boolean, };

export type FactValue = { "as": "text", "is": string } | { "as": "list", "is": Array<string> } | { "as": "flag", "is": boolean } | { "as": "count", "is": number } | { "as": "bytes", "is": number } | { "as": "percent", "is": number } | { "as": "number", "is": number } | { "as": "seconds", "is": number } | { "as": "milliseconds", "is": number } | { "as": "time", "is": string };

export type Finding = { 
/**
 * How bad.
 */
severity: Severity, 
/**
 * Such as "2% free on /".
 */
title: string, 
/**
 * More, where there is more to say.
 */
detail: string | null, 
/**
 * The fact it rests on.
 */
key: string, };

export type FixStage = { "is": "none" } | { "is": "asking", 
/**
 * Full name.
 */
name: string | null, 
/**
 * What they did, in their words.
 */
did: string | null, 
/**
 * When they asked.
 */
at: string, } | { "is": "rating", 
/**
 * Full name.
 */
name: string | null, } | { "is": "thanks", 
/**
 * The tap.
 */
score: Score, 
/**
 * A note was sent with it.
 */
noted: boolean, } | { "is": "not_yet", 
/**
 * Full name.
 */
name: string | null, };

export type HandOff = { 
/**
 * One of the configured departments.
 */
department: string, };

export type HelpPage = { 
/**
 * The text as last kept. The page's own text box wins while it has focus.
 */
text: string, 
/**
 * Counts up when `text` was changed by anything but the person's typing here, so that the page takes it over.
 */
text_revision: number, 
/**
 * "My class is waiting."
 */
class_waiting: boolean, 
/**
 * The picture.
 */
picture: PictureSlot, 
/**
 * A picture of the person's own may be sent.
 */
may_add_picture: boolean, 
/**
 * The picture that was chosen last could not be read; the one before stays.
 */
picture_trouble: boolean, 
/**
 * Everything that will be sent about this computer: the very facts, in words.
 */
facts: Array<FactLine>, 
/**
 * A first answer within so many hours.
 */
answer_within_hours: number | null, 
/**
 * Most days within so many, from the desk's own records.
 */
usual_hours: number | null, 
/**
 * Somebody reads it within so many minutes at this time of day, as a rule; from the desk's own records.
 */
usually_read_minutes: number | null, 
/**
 * What happened to the request that was sent from here.
 */
stage: HelpStage, 
/**
 * The window had crashed, and the draft was kept.
 */
restarted: boolean, 
/**
 * Send was pressed and the computer could not keep the request; the draft is as it was.
 */
not_kept: boolean, 
/**
 * "Hide or point", while it is open.
 */
marking: MarkingPage | null, 
/**
 * The outage the words are about, among [`View::notices`](crate::View::notices).
 */
known: NoticeId | null, 
/**
 * What may help while they wait.
 */
tip: TipCard | null, };

export type HelpStage = { "is": "writing" } | { "is": "sending", 
/**
 * Which one.
 */
id: TicketId, 
/**
 * Its words.
 */
text: string, 
/**
 * Its picture.
 */
picture: PictureId | null, } | { "is": "sent", 
/**
 * Which one.
 */
id: TicketId, 
/**
 * Its number, where known.
 */
number: string | null, 
/**
 * When the help desk accepted it.
 */
sent_at: string, 
/**
 * The promise.
 */
promised_by: string | null, } | { "is": "saved", 
/**
 * Which one.
 */
id: TicketId, 
/**
 * Its words.
 */
text: string, 
/**
 * Its picture.
 */
picture: PictureId | null, 
/**
 * When it was kept.
 */
saved_at: string, } | { "is": "locked", 
/**
 * Which one.
 */
id: TicketId, 
/**
 * Its words.
 */
text: string, 
/**
 * Its picture.
 */
picture: PictureId | null, 
/**
 * When it was kept.
 */
saved_at: string, } | { "is": "trouble", 
/**
 * Which one.
 */
id: TicketId, 
/**
 * Its words.
 */
text: string, 
/**
 * Its picture.
 */
picture: PictureId | null, 
/**
 * When the next try is.
 */
next_try_at: string | null, 
/**
 * For a phone call.
 */
code: string, };

export type HistoryItem = { "kind": "message" } & Message | { "kind": "change" } & Change;

export type HotkeyLine = { "is": "works", 
/**
 * As the desktop writes them.
 */
keys: string, } | { "is": "taken", 
/**
 * Such as "Ctrl+Alt+H".
 */
keys: string, } | { "is": "refused" } | { "is": "not_here" };

export type HowTo = { 
/**
 * Which one.
 */
id: TipId, 
/**
 * In a few words.
 */
title: string, 
/**
 * What to do, in plain words.
 */
body: string, 
/**
 * Words of what people write that it is about.
 */
topics: Array<string>, 
/**
 * Whether people are offered it while they write.
 */
offered: boolean, 
/**
 * How many people said in the last 30 days that it helped them.
 */
helped: number, 
/**
 * When it was last changed.
 */
updated_at: string, 
/**
 * The full name of who changed it.
 */
updated_by: string, };

export type Joined = { 
/**
 * Which one.
 */
id: NoticeId, 
/**
 * Its title.
 */
title: string, 
/**
 * Whether it is over.
 */
is_over: boolean, };

export type Joining = { 
/**
 * One that is not over; none to take the ticket out.
 */
notice_id: NoticeId | null, };

export type LanguageChoice = { 
/**
 * The person's choice; none is as the computer has it.
 */
chosen: string | null, 
/**
 * Tags of all there are.
 */
offered: Array<string>, };

export type ListState = "loading" | "ready" | "failed";

export type MailState = { 
/**
 * Mails that the mail server has not taken yet.
 */
waiting: number, 
/**
 * Mails that were given up in the last seven days.
 */
refused: number, };

export type MarkId = number;

export type MarkTrouble = "too_many" | "outside" | "not_kept";

export type MarkingPage = { 
/**
 * The picture in full size, without its marks.
 */
picture: PictureId, 
/**
 * How wide it is, in pixels.
 */
width: number, 
/**
 * How high it is, in pixels.
 */
height: number, 
/**
 * What is on it, oldest first.
 */
marks: Array<PlacedMark>, 
/**
 * There is something to undo.
 */
can_undo: boolean, 
/**
 * There is something to do again.
 */
can_redo: boolean, 
/**
 * What went wrong last.
 */
trouble: MarkTrouble | null, };

export type Message = { 
/**
 * Which one.
 */
id: MessageId, 
/**
 * Who said it.
 */
author: Author, 
/**
 * Plain text.
 */
body: string, 
/**
 * What came with it.
 */
attachments: Array<Attachment>, 
/**
 * When the server accepted it.
 */
created_at: string, };

export type MessageId = string;

export type NewAttachment = { 
/**
 * Made by the agent.
 */
id: AttachmentId, 
/**
 * A file name without folders, such as `screen.png`.
 */
name: string, 
/**
 * What the sender believes it is; the server looks at the content itself.
 */
media_type: string, 
/**
 * Size in bytes.
 */
size_bytes: number, 
/**
 * SHA-256 of the content, 64 lower-case hexadecimal digits.
 */
sha256: string, };

export type NewHowTo = { 
/**
 * 1 to 120 characters.
 */
title: string, 
/**
 * Plain text, 1 to 2,000 characters.
 */
body: string, 
/**
 * At most 20, of 1 to 60 characters.
 */
topics: Array<string>, 
/**
 * Whether people are offered it while they write.
 */
offered: boolean, 
/**
 * When the one it replaces was changed, as its writer saw it; none for a new one. Somebody else's change since is a conflict.
 */
replaces: string | null, };

export type NewNotice = { 
/**
 * In the words a teacher would use: 1 to 120 characters.
 */
title: string, 
/**
 * How bad it is.
 */
kind: NoticeKind, 
/**
 * Where; empty means everywhere.
 */
places: Array<string>, 
/**
 * What people can do until then: at most 2,000 characters.
 */
meanwhile: string | null, 
/**
 * Full name of the person on it.
 */
owner: string | null, 
/**
 * When it began or begins; now where missing.
 */
starts_at: string | null, 
/**
 * When it should be over.
 */
back_by: string | null, 
/**
 * When people hear more.
 */
next_update_by: string | null, 
/**
 * Open tickets that become part of it when it is posted, at most 200; a change names none. One that is finished by then or
 * part of another notice stays as it is.
 */
tickets: Array<TicketId>, };

export type NewNoticeUpdate = { 
/**
 * Plain text, at most 2,000 characters.
 */
body: string, 
/**
 * A new time, where it moves.
 */
back_by: string | null, 
/**
 * It is over.
 */
resolved: boolean, };

export type Notice = { 
/**
 * Which one.
 */
id: NoticeId, 
/**
 * In the words a teacher would use, such as "Wi-Fi is down in Building B".
 */
title: string, 
/**
 * How bad it is.
 */
kind: NoticeKind, 
/**
 * Where it stands.
 */
state: NoticeState, 
/**
 * Buildings or sites it is about; empty means everywhere.
 */
places: Array<string>, 
/**
 * What people can do until then.
 */
meanwhile: string | null, 
/**
 * The full name of the person who is on it.
 */
owner: string | null, 
/**
 * When it began, or will begin.
 */
starts_at: string, 
/**
 * When it should be over.
 */
back_by: string | null, 
/**
 * When people hear more.
 */
next_update_by: string | null, 
/**
 * When it was over.
 */
resolved_at: string | null, 
/**
 * When anything about it last changed.
 */
updated_at: string, 
/**
 * How many people said "me too" or have a ticket that belongs to it, each counted once.
 */
affected: number, 
/**
 * Whether the asking person is one of them. Always false where nobody is signed in.
 */
affects_me: boolean, 
/**
 * What was said about it so far, oldest first.
 */
updates: Array<NoticeUpdate>, };

export type NoticeCard = { 
/**
 * As the desk says it.
 */
notice: Notice, 
/**
 * First name of the person on it.
 */
owner_first_name: string | null, 
/**
 * "Me too" was pressed here and is on its way, or counted.
 */
joined: boolean, 
/**
 * "Not for me" was pressed: the request that is being written is about it.
 */
still: boolean, 
/**
 * Where "Add to my calendar" stands.
 */
calendar: CalendarStep, };

export type NoticeId = string;

export type NoticeKind = "major" | "planned" | "degraded";

export type NoticeState = "scheduled" | "resolved" | "active";

export type NoticeUpdate = { 
/**
 * When.
 */
at: string, 
/**
 * The full name of who said it.
 */
by: string, 
/**
 * Plain text.
 */
body: string, };

export type Os = "windows" | "macos" | "gnome";

export type PictureId = string;

export type PictureSlot = { "is": "taking" } | { "is": "none" } | { "is": "refused" } | { "is": "ready", 
/**
 * What to show.
 */
id: PictureId, 
/**
 * When it was taken.
 */
taken_at: string, 
/**
 * A picture of the person's own, and no screen.
 */
own: boolean, 
/**
 * How many screens there are to choose from; 0 where there is nothing to choose.
 */
screens: number, 
/**
 * The one that was chosen, counted from 1; none is all of them.
 */
screen: number | null, 
/**
 * The picture of the screen that it took the place of can be had back.
 */
can_go_back: boolean, } | { "is": "removed" };

export type Place = { "at": "help" } | { "at": "requests" } | { "at": "ticket", 
/**
 * Which one.
 */
id: TicketId, } | { "at": "notice", 
/**
 * Which one.
 */
id: NoticeId, } | { "at": "settings" } | { "at": "setup" } | { "at": "welcome" };

export type PlacedMark = { 
/**
 * Which one.
 */
id: MarkId, 
/**
 * Counts the marks of its kind, for its name.
 */
number: number, 
/**
 * What is drawn.
 */
shape: Shape, 
/**
 * The picture on this computer's disk has it, and no longer what it covers.
 */
done: boolean, };

export type Queue = { 
/**
 * Most pressing first: class waiting, promises that were missed, promises that press, then by promise.
 */
tickets: Array<QueueRow>, 
/**
 * Notices that are active.
 */
notices: Array<Notice>, 
/**
 * Tickets first answered today, in the desk's time zone.
 */
answered_today: number, 
/**
 * In under how many hours each of those was answered, where there are any and it is no more than what is promised.
 */
answered_in_under_hours: number | null, };

export type QueueRow = { 
/**
 * Which one.
 */
id: TicketId, 
/**
 * What is said on the phone.
 */
number: string, 
/**
 * The first line of the words.
 */
subject: string, 
/**
 * The requester's full name, or account name where there is none.
 */
requester: string, 
/**
 * Room and building, where the device said so.
 */
place: string | null, 
/**
 * The host name of the computer it came from.
 */
computer: string | null, 
/**
 * The computer's asset tag, where known.
 */
asset_tag: string | null, 
/**
 * Where it stands.
 */
status: Status, 
/**
 * Since when.
 */
status_since: string, 
/**
 * "My class is waiting."
 */
class_waiting: boolean, 
/**
 * Who is on it.
 */
assignee: string | null, 
/**
 * The other department that has it.
 */
department: string | null, 
/**
 * When the requester was promised to hear next.
 */
next_update_by: string | null, 
/**
 * When that was promised.
 */
promised_at: string | null, 
/**
 * Three quarters of the promise's time are over.
 */
pressing: boolean, 
/**
 * How often in a row the desk itself moved the promise, because nobody had answered.
 */
delays: number, 
/**
 * Nobody has answered yet.
 */
awaits_first_answer: boolean, 
/**
 * What looks wrong on the device, worst first, at most two.
 */
findings: Array<Finding>, 
/**
 * When a part or a visit is due, while it is on hold.
 */
due: string | null, 
/**
 * Tickets from the same computer in the 30 days up to now, this one among them where it came in that time.
 */
lately_from_here: number, 
/**
 * When it came.
 */
created_at: string, };

export type QuietChoice = { 
/**
 * They do.
 */
on: boolean, 
/**
 * Outages near this computer get through all the same.
 */
outages_pass: boolean, };

export type Reading = { "state": "known", 
/**
 * The value.
 */
value: FactValue, } | { "state": "unknown", 
/**
 * Why not.
 */
because: string, };

export type Renewal = { 
/**
 * What the requester is told with it, as a message: plain text, at most 8,000 characters. The new time is said in any case.
 */
words: string | null, };

export type ReplyPicture = { "is": "not_here" } | { "is": "none" } | { "is": "unread" } | { "is": "reading" } | { "is": "ready", 
/**
 * What to show.
 */
id: PictureId, };

export type Request = { "ask": "open", 
/**
 * Where.
 */
place: Place, } | { "ask": "go", 
/**
 * Where.
 */
place: Place, } | { "ask": "close" } | { "ask": "write", 
/**
 * All of the text.
 */
text: string, } | { "ask": "set_class_waiting", 
/**
 * On or off.
 */
on: boolean, } | { "ask": "remove_picture" } | { "ask": "restore_picture" } | { "ask": "use_picture", 
/**
 * A PNG, in base64.
 */
png: string, } | { "ask": "show_screen", 
/**
 * Which one, counted from 1; none is all of them.
 */
screen: number | null, } | { "ask": "ask_for_screen" } | { "ask": "start_marking" } | { "ask": "add_mark", 
/**
 * What and where.
 */
shape: Shape, } | { "ask": "change_mark", 
/**
 * Which one.
 */
id: MarkId, 
/**
 * What and where from now on.
 */
shape: Shape, } | { "ask": "remove_mark", 
/**
 * Which one.
 */
id: MarkId, } | { "ask": "undo_mark" } | { "ask": "redo_mark" } | { "ask": "finish_marking" } | { "ask": "cancel_marking" } | { "ask": "not_this", 
/**
 * Which one.
 */
notice: NoticeId, } | { "ask": "tip_helped", 
/**
 * Which tip.
 */
id: TipId, } | { "ask": "send" } | { "ask": "try_now" } | { "ask": "stop_sending", 
/**
 * Which one.
 */
id: TicketId, } | { "ask": "start_over" } | { "ask": "seen", 
/**
 * Which one.
 */
id: TicketId, } | { "ask": "write_reply", 
/**
 * In which request.
 */
id: TicketId, 
/**
 * All of the text.
 */
text: string, } | { "ask": "attach_to_reply", 
/**
 * In which request.
 */
id: TicketId, 
/**
 * A PNG, in base64.
 */
png: string, } | { "ask": "detach_from_reply", 
/**
 * In which request.
 */
id: TicketId, } | { "ask": "send_reply", 
/**
 * In which request.
 */
id: TicketId, } | { "ask": "confirm", 
/**
 * Which request.
 */
id: TicketId, 
/**
 * Yes, or not yet.
 */
fixed: boolean, 
/**
 * What the person still sees.
 */
note: string | null, 
/**
 * "Ask for someone else to look."
 */
someone_else: boolean, } | { "ask": "rate", 
/**
 * Which request.
 */
id: TicketId, 
/**
 * The tap.
 */
score: Score, 
/**
 * More, where the person wants to say it.
 */
note: string | null, } | { "ask": "skip_rating", 
/**
 * Which request.
 */
id: TicketId, } | { "ask": "start_not_yet", 
/**
 * Which request.
 */
id: TicketId, } | { "ask": "me_too", 
/**
 * Which notice.
 */
id: NoticeId, } | { "ask": "add_to_calendar", 
/**
 * Which notice.
 */
id: NoticeId, } | { "ask": "back_to_normal", 
/**
 * Which notice.
 */
id: NoticeId, 
/**
 * Yes, or not for me: the request that is being written is then about it.
 */
working: boolean, } | { "ask": "fetch_picture", 
/**
 * Which attachment.
 */
id: AttachmentId, } | { "ask": "save_file", 
/**
 * Which attachment.
 */
id: AttachmentId, } | { "ask": "set_language", 
/**
 * Its tag; none is as the computer has it.
 */
language: string | null, } | { "ask": "set_theme", 
/**
 * Which.
 */
theme: Theme, } | { "ask": "set_quiet", 
/**
 * They do.
 */
on: boolean, } | { "ask": "connect", 
/**
 * What was typed: the code, or the desk's address and the code.
 */
code: string, 
/**
 * The room this computer is in.
 */
room: string, } | { "ask": "quit" };

export type RequestRow = { 
/**
 * Which one.
 */
id: TicketId, 
/**
 * Its first line.
 */
title: string, 
/**
 * Where it stands.
 */
status: StatusLine, 
/**
 * Full name of the person who is on it.
 */
person: string | null, 
/**
 * When it last changed.
 */
at: string, 
/**
 * Something is new.
 */
unread: boolean, };

export type RequestsPage = { 
/**
 * How current the list is.
 */
state: ListState, 
/**
 * "Needs you."
 */
needs_you: Array<RequestRow>, 
/**
 * "In our hands."
 */
open: Array<RequestRow>, 
/**
 * "Finished."
 */
finished: Array<RequestRow>, };

export type Role = "requester" | "staff" | "system";

export type SaveStep = { "is": "not_here" } | { "is": "offered" } | { "is": "saving" } | { "is": "saved", 
/**
 * Under this name.
 */
name: string, } | { "is": "failed" };

export type Score = "negative" | "neutral" | "positive";

export type SettingsPage = { 
/**
 * The language of everything; none where the district chose it.
 */
language: LanguageChoice | null, 
/**
 * Quiet while others look at the screen; none where the district decided.
 */
quiet: QuietChoice | null, 
/**
 * How it stands with the keys that open Get help; none where there are to be none.
 */
hotkey: HotkeyLine | null, 
/**
 * The version of Deskside.
 */
version: string, 
/**
 * When somebody is at the desk, in words.
 */
hours: string | null, 
/**
 * What to dial to reach the manager.
 */
manager_phone: string | null, };

export type SetupPage = { 
/**
 * The district gave the desk's address, so that the code alone is enough.
 */
code_is_enough: boolean, 
/**
 * Whom to ask for a code: full name, and what to dial.
 */
ask: string | null, 
/**
 * What to dial to reach them.
 */
ask_phone: string | null, 
/**
 * Where it stands.
 */
stage: SetupStage, };

export type SetupStage = { "is": "typing" } | { "is": "connecting" } | { "is": "trouble", 
/**
 * Which.
 */
why: SetupTrouble, };

export type SetupTrouble = "unknown_code" | "no_address" | "no_answer" | "not_a_desk" | "too_often" | "not_kept";

export type Severity = "bad" | "worth";

export type Shape = { "kind": "cover", 
/**
 * The first column.
 */
x: number, 
/**
 * The first row.
 */
y: number, 
/**
 * How many columns; never 0.
 */
width: number, 
/**
 * How many rows; never 0.
 */
height: number, } | { "kind": "arrow", 
/**
 * Its tail.
 */
from: Spot, 
/**
 * Where it points.
 */
to: Spot, };

export type Spot = { 
/**
 * Pixels from the left.
 */
x: number, 
/**
 * Pixels from the top.
 */
y: number, };

export type StaffDevice = { 
/**
 * As in the list.
 */
computer: Computer, 
/**
 * What it said with its newest ticket that says anything.
 */
report: DeviceReport | null, 
/**
 * What looks wrong in that, worst first.
 */
findings: Array<Finding>, 
/**
 * Tickets from it, newest first, at most fifty.
 */
tickets: Array<Earlier>, };

export type StaffItem = { 
/**
 * What the requester sees as well, or would if it were not internal.
 */
item: HistoryItem, 
/**
 * Never leaves the staff side.
 */
internal: boolean, };

export type StaffMe = { 
/**
 * Full name.
 */
name: string, 
/**
 * The school's or district's name.
 */
school: string, 
/**
 * IANA name of the desk's time zone.
 */
time_zone: string, 
/**
 * Full names of all technicians, for "who's on it".
 */
technicians: Array<string>, 
/**
 * Departments a ticket may be handed to.
 */
departments: Array<string>, 
/**
 * Buildings and sites that enrolled devices named, for "where?".
 */
places: Array<string>, 
/**
 * Enrolled devices seen in the last 30 days, for "post to n computers".
 */
devices: number, 
/**
 * How mail is doing; none where the desk has no mail server.
 */
mail: MailState | null, 
/**
 * What this desk can do, as everybody is told it.
 */
capabilities: Capabilities, };

export type StaffMessage = { 
/**
 * Plain text, 1 to 8,000 characters.
 */
body: string, 
/**
 * Never shown to the requester.
 */
internal: boolean, 
/**
 * What becomes of the ticket with it.
 */
then: After, 
/**
 * Pictures and files that follow by `PUT /staff/attachments/{id}`. Those of an internal message stay with the staff as well.
 */
attachments: Array<NewAttachment>, };

export type StaffTicket = { 
/**
 * As in the queue.
 */
row: QueueRow, 
/**
 * The requester's account name.
 */
user_name: string, 
/**
 * Their address, where known.
 */
email: string | null, 
/**
 * Everything said and done, internal notes too, oldest first.
 */
history: Array<StaffItem>, 
/**
 * Everything attached.
 */
attachments: Array<Attachment>, 
/**
 * The computer it came from.
 */
device: DeviceId | null, 
/**
 * What the device said.
 */
report: DeviceReport | null, 
/**
 * How the requester rated it.
 */
rating: Score | null, 
/**
 * What they said with the rating.
 */
rating_note: string | null, 
/**
 * The notice it belongs to.
 */
notice: Joined | null, 
/**
 * Earlier tickets from the same device or room, newest first, at most five.
 */
seen_before: Array<Earlier>, };

export type Status = "new" | "in_progress" | "waiting_on_requester" | "on_hold" | "resolved" | "closed" | "cancelled" | "unknown";

export type StatusChange = { 
/**
 * `in_progress`, `on_hold` or `cancelled`; the others follow from messages and confirmations.
 */
status: Status, 
/**
 * When a part or a visit is due, for `on_hold`.
 */
due: string | null, };

export type StatusLine = { "is": "saved" } | { "is": "locked" } | { "is": "stuck", 
/**
 * For a phone call.
 */
code: string, } | { "is": "new" } | { "is": "work", 
/**
 * First name.
 */
name: string | null, } | { "is": "question", 
/**
 * First name.
 */
name: string | null, } | { "is": "waiting", 
/**
 * When it is due.
 */
due: string | null, } | { "is": "ask", 
/**
 * First name.
 */
name: string | null, } | { "is": "hand", 
/**
 * Which.
 */
department: string, 
/**
 * Its person.
 */
name: string | null, 
/**
 * Its extension.
 */
phone: string | null, } | { "is": "done", 
/**
 * First name of who fixed it.
 */
name: string | null, } | { "is": "cancelled" };

export type TeamMember = { 
/**
 * Such as "Devon".
 */
first_name: string, 
/**
 * One or two letters, such as "DP".
 */
initials: string, };

export type Theme = "system" | "light" | "dark";

export type ThreadPage = { 
/**
 * Which one.
 */
id: TicketId, 
/**
 * Its first line.
 */
title: string, 
/**
 * Its number.
 */
number: string | null, 
/**
 * Where it stands.
 */
status: StatusLine, 
/**
 * Full name of the person who is on it.
 */
person: string | null, 
/**
 * When the person hears next.
 */
next_update_by: string | null, 
/**
 * Everything said and done, oldest first.
 */
entries: Array<Entry>, 
/**
 * The first entry the person has not seen is the one at this index.
 */
new_from: number | null, 
/**
 * The reply as last kept.
 */
reply: string, 
/**
 * The picture that goes with it.
 */
reply_picture: ReplyPicture, 
/**
 * As in [`HelpPage::text_revision`].
 */
reply_revision: number, 
/**
 * Where "Is it fixed?" stands.
 */
fix: FixStage, 
/**
 * Everything is here; until then only what the list knew is.
 */
loaded: boolean, };

export type TicketId = string;

export type TipCard = { 
/**
 * Which tip.
 */
id: TipId, 
/**
 * In a few words.
 */
title: string, 
/**
 * What to do.
 */
body: string, 
/**
 * How many people it helped in the last 30 days.
 */
helped: number, 
/**
 * The person said that it fixed what she writes about.
 */
helped_me: boolean, };

export type TipId = string;

export type View = { 
/**
 * Counts up with each view, so that a window never renders an older one over a newer.
 */
revision: number, 
/**
 * What surrounds every page.
 */
around: Around, 
/**
 * The page to show.
 */
place: Place, 
/**
 * Get help.
 */
help: HelpPage, 
/**
 * My requests.
 */
requests: RequestsPage, 
/**
 * The request that is open, where `place` is one.
 */
thread: ThreadPage | null, 
/**
 * Notices for this place, worst first.
 */
notices: Array<NoticeCard>, 
/**
 * Settings, where `place` is there.
 */
settings: SettingsPage | null, 
/**
 * What there is instead of every page but Settings on a computer that is not set up.
 */
setup: SetupPage | null, };
