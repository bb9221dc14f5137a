# Every word people read, in English. Read by the tray, the toasts, the window and the technician’s desk.

## Navigation and tray

# Tab and tray menu
nav-help = Get help
# Tab and tray menu. "Request", never "ticket"
nav-requests = My requests
# Screen reader text for the count
nav-new = { $n ->
        [one] { $n } new
       *[other] { $n } new
    }
# Icon button label
nav-settings = Settings
# Icon button label
nav-close = Close
# Icon button label
nav-back = Back
# First item, also what a plain click opens on Windows
tray-help = Get help…
tray-requests = My requests
# Shown when there is no outage
tray-status = All systems are working
# Status line while the help desk cannot be reached
tray-off = Not connected. You can still write to us.
# Status line while the keyring does not open
tray-locked = Your keyring is locked. What you send waits here.
# So a person can read it to us on the phone
tray-device = This computer: { $name }
tray-settings = Settings
# Hidden if the school turns it off
tray-quit = Quit Deskside
# Tooltip and screen reader name
tray-tip-idle = Deskside: click to get help
tray-tip-attn = { $n ->
        [one] Deskside: { $n } new message about your requests
       *[other] Deskside: { $n } new messages about your requests
    }
tray-tip-outage = Deskside: we know about a problem in your building
tray-tip-off = Deskside: not connected. You can still write to us.
tray-tip-locked = Deskside: your keyring is locked. You can still write to us.

## Get help

# {name} is the person’s first name. Drop it if we don’t know it: "What’s going on?"
help-title = What’s going on, { $name }?
# Takes away the fear of not knowing the right word
help-sub = Just say it the way you’d tell a friend.
# Label for the text box
help-label = What’s going on?
# An example, not an instruction
help-ph = The projector is on but the screen is blue…
# Label of the chip group
help-chips = Or start with
chip-print = Printing
chip-proj = Projector or TV
chip-wifi = Wi-Fi
chip-sound = Sound
# Short on purpose: two rows of three
chip-signin = Signing in
chip-laptop = Laptop
# Caption of the screenshot
help-shot = Your screen at { $time }
# Opens the redaction tool
help-shot-edit = Hide or point
help-shot-remove = Remove
# While the picture of the screen is being taken
help-shot-taking = Taking a picture of your screen…
# The person took it off
help-shot-removed = No picture will be sent.
help-shot-restore = Put it back
# Button over a small picture, and its alt text
pic-look = See the picture larger
pic-alt = Your screen
# A picture of the person's own, in the place of the one of the screen
pic-own = Your own picture
# One of several screens
pic-screen-at = Screen { $n } at { $time }
pic-screen = Screen { $n }
pic-all = All screens
pic-which = Which screen should we see?
# Buttons under the picture
pic-change = Change
pic-add = Add a picture
pic-choose = Choose a picture
pic-paste = You can also paste one, or drag it here.
pic-back = Back to my screen
# Button over the picture of a reply
pic-remove = Take the picture off
# While a large picture is made ready
pic-reading = Getting your picture ready…
pic-unread = We can’t read that picture. Try another one, or just send your words.
# The person told the computer not to share the screen
pic-refused = Your screen is not shared.
pic-ask = Ask me again
# Switch. Moves the request to the top
help-class = My class is waiting
help-class-sub = We’ll put you first in line.
# Disclosure
help-send-what = What we’ll send
# Closed state
help-send-sum = { $n ->
        [one] Your words, this picture, { $n } fact
       *[other] Your words, this picture, { $n } facts
    }
# Closed state, without a picture
help-send-sum-words = { $n ->
        [one] Your words, { $n } fact
       *[other] Your words, { $n } facts
    }
# A promise. The agent must keep it
help-never = Never your files, passwords, or the sites you visit.
# The one primary button
help-send = Send
# Cmd + Return on Mac
help-send-key = Ctrl + Enter
# The same on a Mac
help-send-key-mac = ⌘ Return
# The first half alone, with the desk’s own number
help-promise-within = You’ll hear back within { $hours } hours.
# Both halves, where the last 30 days make the second one true
help-promise-usual = You’ll hear back within { $hours } hours, most days within { $usual }.
# For phone calls
help-facts-read = Copy these facts
# Spoken after the button
help-facts-copied = Copied. You can paste these facts anywhere.
# The computer would not give us its clipboard
help-facts-select = You can select the facts above and copy them.
fact-name = Computer
fact-tag = Asset tag
fact-os = System
fact-on = Turned on for
fact-yes = Yes
fact-no = No
# A fact that cannot be known. {why} is in a technician’s words
fact-unknown = Not known: { $why }
fact-days = { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
fact-hours = { $n ->
        [one] { $n } hour
       *[other] { $n } hours
    }
fact-minutes = { $n ->
        [one] { $n } minute
       *[other] { $n } minutes
    }
fact-seconds = { $n ->
        [one] { $n } second
       *[other] { $n } seconds
    }
# Names of facts: the fact’s key with dashes. Short, they stand in a narrow column
fact-user-name = Account
fact-user-full-name = You
fact-host-name = Computer
fact-device-make = Maker
fact-device-model = Model
fact-device-serial = Serial number
fact-device-asset-tag = Asset tag
fact-place-site = Site
fact-place-building = Building
fact-place-room = Room
fact-os-name = System
fact-os-version = Version
fact-os-kernel = Kernel
fact-os-uptime = Turned on for
fact-clock-zone = Time zone
fact-clock-now = Clock
fact-cpu-model = Processor
fact-cpu-count = Processor cores
fact-cpu-load-1m = Processor load
fact-memory-total = Memory
fact-memory-used-percent = Memory in use
fact-memory-pressure-10s = Waits for memory
fact-disk-total = Disk
fact-disk-free = Free space
fact-battery-charge = Battery
fact-battery-state = Battery is
fact-power-charger = Charger
fact-display-mode = Display
fact-display-arrangement = Displays are
fact-network-interface = Network port
fact-network-kind = Network
fact-network-addresses = Address
fact-network-gateway = Gateway
fact-network-dns-servers = Name servers
fact-wifi-name = Wi-Fi
fact-wifi-signal = Wi-Fi signal
# Time to an answer
fact-check-gateway = Gateway answers
fact-check-dns = Names answer
fact-check-help-desk = Help desk answers
fact-printer-default = Printer
fact-printer-state = Printer is
fact-audio-output = Sound goes to
fact-audio-muted = Sound is off
fact-audio-volume = Volume
fact-graphics-adapter = Graphics
fact-agent-version = Deskside
fact-agent-policy-source = Set up by
# A fact there are several of: “Free space, /home”
fact-of = { $label }, { $of }

## While you type

# Shown when the words match an open outage
sim-known = We already know about this
sim-body = { $name } is on it. Back by { $time }.
# Joins the outage. No request is made
sim-metoo = Me too
# Hides the card for this request
sim-other = My problem is different
# Send steps back while a match shows, so Me too is the easy choice
sim-send = Send anyway
sim-saved = Your words are kept
# Never blocks Send
sug-title = Worth a try while you wait
# Social proof, so it never reads as "did you try…"
sug-lead = { $n ->
    [one] This helped one person this month.
   *[other] This helped { $n } people this month.
}
sug-done = That fixed it
sug-glad = Glad it works again
sug-glad-body = Thanks for telling us. No request was sent.
sug-skip = Skip, just send

## Hide or point

# Screen title
red-title = Hide or point
# Boxes are burned into the picture before it leaves the computer
red-help = Drag over names or grades to cover them. We never see what’s under a black box.
# Group label, screen readers
red-tool = Tool
# Tool
red-black = Cover
# Tool
red-arrow = Arrow
# Tool
red-undo = Undo
# Tool
red-redo = Redo
# Group label, screen readers
red-zoom = Zoom
red-zoom-in = Zoom in
red-zoom-out = Zoom out
red-zoom-now = { $n }%
# The part of the page that is drawn on, screen readers
red-stage = Your picture
# Also read by screen readers
red-keys = Keyboard: press Enter to add one. Arrow keys move it. Shift and arrow keys resize it. Delete removes it.
red-list = Added to your picture
red-item-black = Black box { $n }
red-item-arrow = Arrow { $n }
red-delete = Remove { $item }
# A mark on the picture, screen readers. { $item } is "Black box 1"
red-mark = { $item }. Arrow keys move it. Shift and arrow keys resize it. Delete removes it.
red-added = { $item } added
red-removed = { $item } removed
red-trouble-many = That’s as many as one picture can hold.
red-trouble-outside = That didn’t fit on the picture.
# The disk did not take the picture with the mark on it
red-trouble-kept = We couldn’t save that, so it isn’t on your picture yet. Please try again.
red-done = Done
red-cancel = Cancel

## Sending

# Live region
snd-title = Sending your request
snd-picture = Your words go first. Your picture follows.
# Nothing but words is on its way
snd-words = Your words are on their way.
snd-close = You can close this and get back to class. We’ll keep sending.
snd-cancel = Stop sending
# Closes the window
snd-back = Back to class
sent-title = Got it, { $name }.
# The name is not known
sent-title-plain = Got it.
# The promise. Always a day and a time, never "soon"
sent-promise = You’ll hear from us by { $time }.
# The help desk made no promise
sent-kept = We have your request.
sent-num = Request { $n }
sent-next = What happens next
# Never "a bot" or "the system"
sent-s1 = A person reads it
sent-s1p = { $n ->
        [one] Usually within { $n } minute at this time of day
       *[other] Usually within { $n } minutes at this time of day
    }
sent-s2 = You’ll get a note right here
sent-s3 = We ask if it’s really fixed
sent-s3p = It stays open until you say so
sent-view = See my request
sent-done = Back to class
# Always give a human way out
sent-call = Can’t wait? Call { $ext } from any school phone.
# Left end of a promise
line-now = Now, { $time }
# Under a picture that follows its request
att-pending = Picture on its way
# A filter let the words through and not the picture
att-refused = This picture could not be sent. Your words got through.
# Taken out after the time the school keeps pictures
att-removed = No longer kept
# Button beside a file of a technician's: into the Downloads folder
att-save = Save
# The same for a screen reader
att-save-name = Save { $name }
att-saving = Saving…
# Under the file. The name may differ: nothing is written over
att-saved = Saved in Downloads as { $name }
att-save-failed = This file could not be saved. Try again.
# Offline
off-title = Saved. We’ll send it for you.
off-body = This computer isn’t online right now. Your request will go out by itself the moment it is.
# One-line version for lists
off-short = Saved — will send as soon as you’re back online
off-facts = Saved at { $time } on this computer
off-try = Try now
# The person's keyring is locked or missing: what signs her in cannot be read
lock-title = Saved. It waits for your keyring.
lock-body = Your keyring keeps what signs you in, and it is locked. Does a box ask for your password? Type the one you log in with. Then your request goes out by itself.
# The same for lists
lock-short = Your keyring is locked. If a box asks for your password, type the one you log in with.
# Validation. Says what to do, not what was done wrong
err-empty = Add a few words so we know where to start.
err-empty-hint = Even “the printer again” is fine.
# Server error
err-srv-title = That didn’t go through. It’s on us.
err-srv-body = Nothing is lost. Your words and picture are safe on this computer, and we’ll try again at { $time }.
# No time for the next try is known
err-srv-body-soon = Nothing is lost. Your words and picture are safe on this computer, and we’ll keep trying.
err-again = Try again
# The only place a code shows
err-code = If you call us, this helps: { $code }
# The disk is full: the words are still in the box
err-keep-title = We couldn’t keep your request on this computer.
err-keep-body = Its disk may be full. Your words are still here: try again, or call us.

## My requests

# Hidden heading for screen readers
req-title = My requests
req-loading = Getting your requests…
# Section
req-needs = Needs you
# Section
req-open = In our hands
# Section
req-closed = Finished
# Status
st-saved = Saved, waiting for internet
# Kept here; the keyring does not open
st-locked = Saved, waiting for your keyring
# Kept here; the help desk will not take it as it is
st-stuck = Saved here. It didn’t go through, and that’s on us.
# Status: new
st-new = A person will read it soon
# Status: in progress. Always a human name
st-work = { $name } is on it
# No name is known, here and below
st-work-none = Someone is on it
# Status: needs reply
st-reply = { $name } asked you a question
st-reply-none = We asked you a question
# Status: on hold. Always says why and until when
st-wait = Waiting for a part, due { $day }
st-wait-none = Waiting for a part
# Status: solved, not confirmed
st-ask = { $name } thinks it’s fixed. Is it?
st-ask-none = We think it’s fixed. Is it?
# Status: handed to another department. Names the person
st-hand = With { $dept } now: { $name }, { $ext }
st-hand-name = With { $dept } now: { $name }
st-hand-none = With { $dept } now
# Status: closed
st-done = Fixed by { $name }
st-done-none = Fixed
# Status: withdrawn
st-cancelled = Taken back
# Status: part of an outage
st-joined = Joined: { $title }
# Screen reader text for the dot
req-unread = New message
req-older = Show older requests
# Empty state
req-empty-title = Nothing on your list
req-empty-body = When you ask for help, it shows up here with the name of the person helping you.
req-err-title = We can’t load your list right now
req-err-body = Your requests are safe. You can still ask for help.

## Conversation

# Every open request has one
conv-next = Next update by { $time }
# Unread marker
conv-new = New
conv-loading = Getting your messages…
conv-ph = Write back to { $name }
conv-ph-none = Write back
# Label
conv-label = Your reply
conv-send = Send reply
conv-me = You
# Under a reply that is still on this computer
conv-waiting = Not sent yet
# Event
conv-ev-read = { $name } picked this up
conv-ev-read-none = Someone picked this up
conv-ev-hand = { $dept } has this now
conv-ev-fixed = You said it’s fixed
conv-ev-open = You said it isn’t fixed yet
conv-ev-delay = We said { $was } and need more time. New time: { $until }
# Hand-off card
conv-hand-title = This one belongs to { $dept }
conv-hand-body = We sent them everything you told us, so you don’t have to start over. We’ll keep watching until it’s done.
conv-hand-call = Call { $ext }

## Is it fixed?

fix-title = Is it fixed?
fix-did = What { $name } did
fix-did-none = What we did
fix-yes = Yes, thanks
fix-no = Not yet
# No day is known
fix-stays = No rush. It stays open until you say so.
rate-title = How did we do?
rate-sub = One tap. { $name } and the team read every one.
rate-sub-none = One tap. The team reads every one.
rate-1 = Not great
rate-2 = Okay
rate-3 = Great
rate-skip = Skip
rate-thanks = Thank you, { $name }.
rate-thanks-plain = Thank you.
rate-thanks-body = Glad it’s working. If it comes back, open this request and tell us. You won’t start over.
# Optional, after the tap
rate-more = Anything we could do better?
# Complaints go to a named person
rate-more-hint = If you’d rather tell a manager, write to { $name }.
rate-more-send = Send note
# After the note
rate-noted = Your note is on its way to the team.
no-title = Thanks for telling us.
# Before it is sent
no-next = Sorry it isn’t right yet. Send this, and it goes straight back to { $name }.
no-next-none = Sorry it isn’t right yet. Send this, and it comes straight back to us.
no-label = What are you still seeing?
no-opt = You can leave this blank.
no-send = Send to { $name }
# Quiet way to complain
no-other = Ask for someone else to look

## Outages

# Kind label: major
out-major = Not working
# Kind label: degraded
out-deg = Slow or on and off
# Kind label: planned
out-plan = Planned work
# Kind label: resolved
out-res = Back to normal
out-know = We know, and { $name } is on it. Back by { $time }.
# Parts of it, where the rest is not known
out-know-name = We know, and { $name } is on it.
out-know-time = We know. Back by { $time }.
out-know-none = We know, and we’re on it.
out-n = { $n ->
        [one] { $n } person affected
       *[other] { $n } people affected
    }
out-upd = Updated { $time }
# Toggle
out-metoo = Me too
# Status message after the tap
out-in-body = You’re counted. We’ll tell you when it’s back.
# Planned work
out-cal = Add to my calendar
# After it was pressed, once the calendar has it open
out-cal-open = It’s open in your calendar. Save it there.
# Where no program on this computer takes it
out-cal-none = No calendar on this computer took it.
out-see = See updates
# Heading above the text box when a banner is showing
out-stillask = Something else? Tell us.
# Workaround heading
out-mean = Until then
out-res-ask = Working for you too?
out-res-yes = Yes
out-res-no = Not for me
# After “not for me”
out-res-tell = Tell us what you still see. We’ll know it’s about this.
# The promised time is past and there is no new one yet
out-over = This is taking longer than we said. Sorry. We’ll write here as soon as we know more.
# Left end of the line, major
out-since = Down since { $time }
# Left end, degraded
out-since-deg = Since { $time }
# Right end, major
out-by = Back by { $time }
# Right end, degraded
out-by-deg = Better by { $time }
# Left end, resolved
out-was = Down { $time }
# Right end, resolved
out-back = Back { $time }
# Ends of the line, planned work
out-from = From { $time }
out-until = Until { $time }
out-hist = Updates

## Notifications

# Title
toast-sent = Request sent
toast-sent-b = You’ll hear from us by { $time }.
# Title
toast-work = { $name } is on it
# The person’s own words
toast-work-b = “{ $title }”
# Title
toast-reply = { $name } has a question
# First line of the message
toast-reply-b = “{ $text }”
# Button
toast-reply-a = Reply
# Title. Somebody wrote, and asks nothing
toast-said = { $name } wrote back
# Title
toast-fix = Is it fixed?
# Buttons: Yes, thanks / Not yet
toast-fix-b = { $name }: “{ $text }”
# Button: Me too
toast-out-b = We know. Back by { $time }.
# Title. The outage’s own words come first
toast-late = { $title }. It will take longer.
toast-late-b = New time: { $time }. We’re sorry for the wait.
# Title
toast-held = What happened meanwhile
toast-held-more = and { $n } more
toast-back-b = Thanks for your patience. Still down for you? Tell us.
# Title
toast-hand = Now with { $dept }
toast-hand-b = { $name } will help you next. Call { $ext }.
# Title. Sent before the promise passes
toast-delay = We said { $time }. We need more time.
toast-delay-b = { $name } will write to you by { $new }.
# Title
toast-queued = Back online. Request sent.

## First run

# For the person setting it up
enr-title = Set up Deskside on this computer
enr-sub = It takes about a minute. You only do this once.
enr-code = School code
enr-code-hint = Eight letters and numbers, from your tech team.
enr-code-err = We don’t know that code. Check for 0 and O, or 1 and I.
# Where no policy gives the desk's address
enr-line-hint = The line from your tech team, like help.school.org/CRDK-77TL.
enr-code-err-none = Type the school code first.
enr-address-err = That code needs an address before it, like help.school.org/CRDK-77TL.
enr-answer-err = Nothing answers there. Check the address, and that this computer is online.
enr-desk-err = That address is not a help desk. Please check it.
enr-often-err = Too many tries from here. Please wait ten minutes.
enr-keep-err = This computer could not save that. Is its disk full?
enr-connecting = Connecting…
# Name and number of whoever gives out codes
enr-who = { $name }, ext. { $ext }
enr-room = Room
enr-room-hint = Where this computer lives, like B204 or Library.
enr-next = Connect
enr-help = No code? Ask { $who }.
# First time a person sees it
wel-title = Hi. We’re right here.
wel-body = When something isn’t working, click the little bell by the clock. A real person from { $school } answers.
# Where the school has no name yet
wel-body-plain = When something isn’t working, click the little bell by the clock. A real person answers.
wel-where = By the clock
wel-team = Your tech team
wel-try = Show me
wel-done = Got it

## Settings

set-title = Settings
set-device = This computer
set-name = Name
set-tag = Asset tag
set-room = Room
set-wrong = Wrong room?
# The words a request about it starts with
set-wrong-say = The room on this computer is wrong. It is in room:{" "}
# The hotkey, such as Ctrl+Alt+H
set-keys = Keys for help
set-keys-taken = { $keys } is used by another program
set-keys-refused = This computer gave us no keys
set-keys-none = This desktop has none to give
set-notes = Notes on screen
# Holds toasts during full screen
set-quiet = Quiet while I’m presenting
set-quiet-sub = Only outages get through.
set-look = Look
set-theme = Theme
set-theme-v = Same as this computer
set-light = Light
set-dark = Dark
set-lang = Language
# A language is named in itself
set-lang-en = English
set-lang-es = Español
set-about = About
set-who = Who answers
set-priv = What Deskside can see
set-priv-when = Nothing, until you ask for help. Then it takes one picture of your screen, and you see it first.
set-priv-what = It sends your words, that picture, and the facts under “What we’ll send”.
set-manager = Manager: { $name }
set-ver = Version
set-conn = Connected
set-conn-not = Not connected
set-open = Deskside is free and open source.
# Crash recovery
crash-title = Deskside had to restart
crash-body = Sorry about that. We kept what you were writing.
crash-go = Keep writing
# Not enrolled
none-title = Deskside isn’t set up here yet
none-body = You can still get help by phone. Read them the name below.

## Tech desk (techs say "ticket")

desk-queue = Queue
desk-mine = Mine
desk-waiting = Waiting
desk-confirm = To confirm
desk-outages = Outages
desk-devices = Devices
desk-notes = How-to notes
desk-search = Search people, rooms, tags
desk-next = Next promise
desk-take = Take
desk-reply = Reply
desk-class = Class waiting
desk-c-what = What they said
desk-c-who = Person and room
desk-c-own = Owner
desk-c-status = Status
desk-c-due = We promised
# Out-of-range facts, worst first
desk-look = Looks wrong
desk-fine = Looks fine
desk-before = Seen here before
desk-ok = Send and ask “Is it fixed?”
desk-send = Send reply
# To another department. Asks for a person, never a mailbox
desk-hand = Hand off
desk-merge = Add to an outage
desk-o-title = Tell people what’s happening
desk-o-what = What isn’t working?
desk-o-what-hint = Use the words a teacher would use.
desk-o-where = Where?
desk-o-kind = How bad is it?
desk-o-back = Back by
desk-o-next = Next update by
desk-o-mean = What can people do until then?
desk-o-who = Who’s on it
desk-o-post = { $n ->
        [one] Post to { $n } computer
       *[other] Post to { $n } computers
    }
desk-o-prev = What teachers will see
desk-post = Post an outage
desk-postupd = Post update
# Group
desk-g-first = Waiting for a first answer
# Group and status
desk-g-work = In progress
# We are waiting on the teacher
desk-turn = Their turn
desk-firstby = first answer by { $time }
# Advises, never blocks
desk-read = Easy to read, grade { $n }
# Region label
desk-side = Facts and actions
desk-o-sim = { $n ->
        [one] { $n } new request in the last 10 minutes mentions { $what }.
       *[other] { $n } new requests in the last 10 minutes mention { $what }.
    }
desk-o-k1 = People can’t use it
desk-o-k2 = It works, badly
desk-o-k3 = We’re doing it on purpose
desk-o-join = { $n ->
        [one] { $n } open ticket will join it and get the same updates.
       *[other] { $n } open tickets will join it and get the same updates.
    }
desk-o-joins = Tickets that sound like this
desk-o-check = Before you post
desk-o-c1 = Names a person
desk-o-c2 = Gives a time
desk-o-c3 = Says what still works
desk-empty-title = All caught up
desk-empty-body = Nobody is waiting for a first answer.
# First in the tab order
desk-skip = Skip to the page
# Name of the navigation, screen readers
desk-nav = Desk
desk-out = Sign out
desk-first-n = { $n ->
        [one] { $n } waiting for a first answer.
       *[other] { $n } waiting for a first answer.
    }
# How long, short
desk-for-min = { $n } min
desk-for-h = { $n } h
# Under four hours
desk-for-hm = { $h } h { $m }
desk-for-d = { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
# Until a promise
desk-left = { $time } left
# After a promise
desk-late = { $time } late
desk-since = since { $time }
# Status: nobody has it
desk-st-new = New, { $time }
# Status: the requester was asked something
desk-st-asked = Asked { $name }
# Status: the requester was asked whether it is fixed
desk-st-fixed = Asked “fixed?”
# Status: another department has it
desk-st-with = With { $dept }
desk-st-closed = Finished
desk-st-cancelled = Withdrawn
desk-st-unknown = Not known
desk-mine-empty = Nothing is yours right now.
desk-waiting-empty = No ticket is waiting for anybody.
desk-confirm-empty = Nobody has been asked “Is it fixed?”.
# From the desk’s own records
desk-answered = { $n ->
        [one] { $n } first answer given today.
       *[other] { $n } first answers given today.
    }
desk-answered-in = { $n ->
        [one] Everyone heard back in under an hour.
       *[other] Everyone heard back in under { $n } hours.
    }
# On a ticket that waits for a part or a visit
desk-due-on = Due { $day }
# On a ticket from a computer that needs help often
desk-lately = { $n } tickets here in 30 days
# The strip above the queue
desk-strip = Outage now
desk-strip-who = { $name } is on it.
desk-strip-n = { $n ->
        [one] { $n } person is affected.
       *[other] { $n } people are affected.
    }
desk-strip-by = You promised it back by { $time }.
desk-strip-late = You promised it back by { $time }. That has passed: post an update.
desk-reply-need = Write a few words first.
# Region label
desk-acts = What to do
desk-yours = You’re on it
desk-hold-due = Due
# After Take
desk-taken = You have it now.
desk-over = Take it over
desk-number = Ticket { $n }
# Class waiting, longer than an hour
desk-wait-for = Class waiting, { $time }
desk-nextby = next answer by { $time }
# Heading of the thread, screen readers
desk-thread = What was said
# Alt text
desk-shot = { $name }’s screen
# Alt text of a picture that is no picture of a screen
desk-shot-from = Picture from { $name }: { $file }
desk-file-add = Add a picture or file
# The pictures and files of a reply that is not sent yet
desk-file-chosen = Goes with it
desk-file-added = { $n ->
        [one] { $n } file goes with it.
       *[other] { $n } files go with it.
    }
desk-file-remove = Remove { $name }
desk-file-drop = Drop it here
desk-file-large = { $name } is too large. A file may have { $size }.
# Kinds: PNG, JPEG, PDF, or plain text
desk-file-kind = { $name } can’t go along. Use { $kinds }.
desk-file-text = plain text
desk-file-empty = There is nothing in { $name }.
desk-file-many = That is enough for one reply. Send { $name } with the next.
desk-file-unread = { $name } could not be read. Choose it again.
# After the words were sent
desk-file-sending = Sending { $name }
desk-file-there = { $name } is there.
desk-file-pending = { $name } is on its way.
desk-file-lost = { $name } didn’t make it here.
desk-file-failed = { $name } didn’t go through. Your words did.
desk-file-refused = { $name } was not taken. Your words got through.
desk-shot-open = Open the picture in full size
desk-shot-pending = A picture is on its way.
desk-shot-refused = A picture didn’t make it here.
# Taken out after the time the school keeps pictures
desk-shot-removed = A picture was here. It is no longer kept.
# The bytes did not load
desk-shot-gone = The picture didn’t load. Open it by its name: { $name }
# Puts the requester’s turn on the ticket
desk-ask = Ask a question
# Internal notes
desk-note = Note for the desk only
desk-note-keep = Keep the note
desk-note-hint = { $name } never sees this.
desk-note-ph = What should the next person know?
desk-sent = Sent to { $name }.
desk-noted = The note is kept.
# Reading level
desk-read-mid = Fine to read, grade { $n }
desk-read-hard = Hard to read, grade { $n }. Try shorter sentences.
desk-hand-title = Who should have it?
desk-hand-to = Hand to { $dept }
desk-hand-hint = { $name } is told who has it now.
desk-hold = Put on hold
desk-hold-title = Until when?
desk-hold-hint = { $name } sees that a part or a visit is due, and when.
desk-find = Search this list
desk-find-n = { $n ->
        [one] { $n } ticket fits.
       *[other] { $n } tickets fit.
    }
desk-find-none = No ticket in this list fits.
desk-find-clear = Show all
desk-find-only = Show only
desk-nobody = Nobody has it
desk-missed = Not answered in time
desk-renew = Give a new time
desk-renew-why = Say why, if you like
desk-renew-hint = { $name } is told the new time right away.
desk-renewed = { $name } knows the new time.
desk-hold-off = Take off hold
desk-drop = Withdraw
desk-drop-title = Withdraw this ticket?
desk-drop-hint = For duplicates and mistakes only. { $name } sees that it was withdrawn.
desk-drop-go = Yes, withdraw it
desk-nevermind = Never mind
desk-someone = Somebody
desk-ev-taken = { $name } took this
desk-ev-given = { $name } gave this to { $to }
desk-ev-hand = { $name } handed this to { $dept }
desk-ev-asked = { $name } asked “Is it fixed?”
desk-ev-confirmed = { $name } said it’s fixed
desk-ev-reopened = { $name } said it isn’t fixed yet
desk-ev-hold = { $name } put this on hold
desk-ev-joined = { $name } added this to “{ $title }”
desk-ev-left = { $name } took this out of the outage
desk-ev-moved = { $name } gave a new time: { $time }
desk-ev-missed = Nobody had answered by then, so the desk gave a new time: { $time }
desk-ev-unknown = Something changed
desk-rated = { $name } rated this “{ $score }”
desk-f-net = Network
desk-f-wifi = Wi-Fi signal
desk-f-reach = Reaches us in
desk-f-space = Free space
desk-f-mem = Memory
desk-f-cpu = Processor
desk-f-print = Printer
desk-f-sound = Sound
desk-f-power = Battery
desk-f-screens = Screens
desk-f-model = Model
desk-f-serial = Serial number
desk-f-cable = Cable
desk-f-air = Wi-Fi
desk-f-muted = Muted
# Load average, and how many processors share it
desk-f-load = { $load } of { $n }
desk-f-all = Everything it said
desk-f-yes = Yes
desk-f-no = No
desk-f-unknown = Not known: { $why }
desk-o-none = Nothing is posted.
desk-o-none-sub = When something big is down, say so here before the tenth ticket.
desk-o-now = Happening now
desk-o-soon = Planned
desk-o-past = Over
desk-o-starts = Starts
# Beside a time
desk-o-day = { $what }, which day
desk-o-today = Today
desk-o-tomorrow = Tomorrow
desk-o-all = Everywhere
desk-o-nobody = Nobody yet
# Where the number of computers is not known
desk-o-post-some = Post
desk-o-need = Say what isn’t working, so people know it’s theirs.
desk-o-passed = That time has passed.
desk-o-early = That is before it starts.
desk-o-posted = Posted. People see it now.
desk-o-saved = Saved. People see it now.
desk-o-update = What’s new?
desk-o-moves = New time, if it moves
desk-o-over = It’s back to normal
desk-o-over-hint = People are told, and asked whether it works for them too.
desk-merge-title = Which outage is it?
desk-merge-hint = { $name } hears what you post there, and is asked “Is it fixed?” when it’s over.
desk-merge-out = Take it out
desk-merge-left = It is a ticket of its own again.
desk-o-tickets = Tickets in this outage
desk-o-share = { $n ->
        [one] { $n } open ticket is in this outage and gets the same update.
       *[other] { $n } open tickets are in this outage and get the same update.
    }
desk-o-open = See or change it
desk-o-change = Change what it says
desk-o-save = Save
# After a check, screen readers
desk-o-yes = yes
desk-o-notyet = not yet
desk-how-new = Write a note
desk-how-change = Change this note
desk-how-none = No notes yet.
desk-how-none-sub = Write down once what you tell people often. One press puts it into a reply.
desk-how-find = Search the notes
desk-how-find-none = No note fits.
desk-how-title = What does it help with?
desk-how-title-hint = A few words, as a teacher would say it.
desk-how-body = What to do
desk-how-topics = Words people use for it
desk-how-topics-hint = Put commas between them, such as: printer, paper jam
desk-how-offer = Offer it to people while they write
desk-how-offer-sub = They see it when they use one of these words.
desk-how-offered = Offered to people
desk-how-helped = { $n ->
    [one] Helped 1 person in 30 days.
   *[other] Helped { $n } people in 30 days.
}
desk-how-by = Last changed by { $name }, { $time }.
desk-how-save = Save the note
desk-how-saved = The note is saved.
desk-how-drop = Delete
desk-how-drop-title = Delete this note?
desk-how-drop-hint = It is gone for everybody at the desk.
desk-how-drop-go = Yes, delete it
desk-how-dropped = The note is gone.
desk-how-need-title = Say what it helps with.
desk-how-need-body = Say what to do.
desk-how-need-topics = Add a word people use, so the right people see it.
desk-how-many-topics = Use 20 short words at most.
desk-how-now = Somebody else made it say this. Save once more to put yours in its place.
desk-how-insert = Use “{ $title }”
desk-how-in = The note is in your reply. Change what you like, then send it.
desk-find-finished = Finished tickets
desk-d-find = Search tags, names, rooms
desk-d-find-n = { $n ->
    [one] 1 computer fits.
   *[other] { $n } computers fit.
}
desk-d-find-none = No computer fits.
desk-d-none = No computer is set up yet.
desk-d-seen = Last seen
desk-d-seen-at = Last seen { $time }
desk-d-agent = Deskside version
desk-d-open = Open tickets
desk-d-tickets = Tickets from this computer
desk-d-tickets-none = Nobody has asked for help from it yet.
desk-d-said = It said this at { $time }, with Deskside { $version }.
desk-d-silent = It has not said more about itself yet.
desk-d-all = All about this computer
desk-key-title = Keyboard shortcuts
desk-key-on = Use these keys
desk-key-on-sub = They rest while you type.
desk-key-next = Next ticket
desk-key-previous = Ticket before it
desk-key-open = Open the ticket
desk-key-take = Take the ticket
desk-key-search = Search
desk-key-queue = Back to the queue
desk-key-help = Show this list
desk-key-end = That is the last ticket in this list.
desk-key-start = That is the first ticket in this list.
desk-set = How you hear of tickets
desk-set-nav = Set-up
desk-set-mail = Mail
desk-set-mail-on = Mail is on. Everybody at the desk hears of new tickets. They also hear of those nobody answered in time. Whoever has a ticket hears what its person says. Teachers get replies by mail too, where we know their address.
desk-set-mail-off = No mail is sent. Whoever isn’t looking at the desk doesn’t hear of a new ticket.
desk-set-mail-how = To turn it on, add a [mail] section to deskside-server.toml. Then start the server again.
desk-set-mail-waits = { $n ->
        [one] { $n } mail waits. The mail server hasn’t taken it yet. We keep trying.
       *[other] { $n } mails wait. The mail server hasn’t taken them yet. We keep trying.
    }
desk-set-mail-lost = { $n ->
        [one] { $n } mail was given up this week. The server’s log says why.
       *[other] { $n } mails were given up this week. The server’s log says why.
    }
desk-set-browser = This browser
desk-set-browser-off = This browser can tell you of new tickets while you look at something else. It also tells you of those nobody answered in time.
desk-set-browser-go = Tell me in this browser
desk-set-browser-on = This browser tells you of new tickets and of those nobody answered in time. It does so as long as the desk is open in a tab.
desk-set-browser-stop = Stop telling me
desk-set-browser-blocked = This browser doesn’t let the desk tell you. In its settings, let this address send you notifications.
desk-set-browser-none = This browser can’t tell you here. It can where the desk’s address begins with https.
desk-n-new = { $name } asks for help
desk-n-missed = { $name } wasn’t answered in time
desk-n-many = { $n } tickets need somebody
desk-n-many-sub = New, or not answered in time
desk-x-reach = The desk can’t be reached right now.
desk-x-reach-since = What you see is from { $time }. We keep trying.
desk-x-reach-none = We keep trying.
desk-x-load = This didn’t load. It’s on us.
desk-x-send = That didn’t go through. Your words are still here. Try again.
desk-x-do = That didn’t go through. Nothing has changed. Try again.
desk-x-conflict = Somebody changed this a moment ago. Look again first.
desk-x-gone = There is nothing at this address.
desk-x-long = That is too long. Keep it under 8,000 characters.
desk-x-often = That was a lot at once. Wait a minute, then try again.
desk-in-title = Sign in to the desk
desk-in-name = Account name
desk-in-pass = Password
desk-in-go = Sign in
desk-in-need = Write both your account name and your password.
desk-in-wrong = That name and password don’t go together. Try again, or ask for a new link.
desk-in-on = Sign in to go on where you were.
desk-w-title = Welcome to the desk
desk-w-sub = Choose a password. You’ll sign in with it from now on.
desk-w-pass = New password
desk-w-show = Show
desk-w-rule = At least 12 characters
desk-w-tip = Four words that make a picture are easy to remember.
desk-w-go = Set password
desk-w-old = This link was used before, or is too old. Ask for a new one.
desk-w-none = Open the link you were given. It works once.

## When the home folder takes no files

# It is read-only, or its disk is full. Line of the menu, and title of a toast that says how to get help by phone
home-title = This computer can’t keep what you write
home-tip = Deskside: this computer can’t keep what you write. You can still call us.

## When there is no window

# Toast when the window can’t start
win-none-title = The window can’t open on this computer
win-none-call = You can still get help: call { $ext } from any school phone. This computer is { $name }.
win-none-plain = You can still get help by phone. This computer is { $name }.
# Name of the click on a toast itself, for desktops that list it
toast-open = Open

## When what was kept on this computer is damaged

# Toast, and a line of the command line
damaged-title = Some of your words may be missing
damaged-body = A file on this computer was damaged. What could be saved is here. Look in My requests, and write again what is missing.

## Command line

cli-sent = Sent.
cli-follows = What you attached follows by itself.
cli-left = “{ $name }” couldn’t go along.
# The agent is there to send it
cli-saved-runs = It goes out by itself as soon as the help desk answers.
# The agent is not running
cli-saved-rests = It goes out the next time Deskside runs on this computer.
cli-stuck = The help desk can’t take it as it is. It is kept on this computer.
cli-not-kept = This computer couldn’t keep your words, so nothing was sent.
cli-no-picture = There is no picture to send: { $why }
cli-file-unread = “{ $name }” can’t be read, so nothing was sent.
cli-file-large = “{ $name }” is larger than { $n } MB, so nothing was sent.
cli-file-many = { $n } files at most can go with one request. Nothing was sent.
cli-long = That’s too long. Keep it under { $n } characters.
cli-connected = Connected to { $name }
cli-not-connected = Not connected to the help desk right now
cli-waiting = On its way from this computer
cli-opened = Deskside is open.
cli-started = Deskside wasn’t running. It is now.
cli-hung = Deskside is running but doesn’t answer. Signing out and in again helps.
cli-missing = Deskside can’t be started: its program isn’t where it should be.
cli-test = A test is being taken on this computer, so links open nothing.
# Asked to remove everything of the person, while the agent runs
cli-forget-runs = Quit Deskside first, from its icon. Then nothing is written again.
cli-forget-waits = { $n ->
    [one] One thing of yours has not reached the help desk. Nothing was removed. Wait for it, or let it go with “--unsent”.
   *[other] { $n } things of yours have not reached the help desk. Nothing was removed. Wait for them, or let them go with “--unsent”.
}
cli-forget-keyring = Your keyring is locked, so nothing was removed. Open it and try again.
cli-forget-left = This could not be removed: { $name }
cli-forgotten = Nothing of yours is left here. Your requests stay at the help desk.
# The keyring is locked or does not answer
cli-keyring = Your keyring is locked or missing. What you send is kept on this computer and goes out once it is open.
cli-no-screen = There is no screen here to open a window on. Use “deskside send” instead.

## Times

time-mon = Mon
time-tue = Tue
time-wed = Wed
time-thu = Thu
time-fri = Fri
time-sat = Sat
time-sun = Sun
time-jan = Jan
time-feb = Feb
time-mar = Mar
time-apr = Apr
time-may = May
time-jun = Jun
time-jul = Jul
time-aug = Aug
time-sep = Sep
time-oct = Oct
time-nov = Nov
time-dec = Dec
time-date = { $month } { $day }
