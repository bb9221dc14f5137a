//! The same bounds in the OpenAPI document, so that whoever writes a client learns of them before they are refused.

use super::*;
use utoipa::{
    Modify,
    openapi::{
        OpenApi, RefOr, Schema,
        path::Parameter,
        schema::{Array, ArrayItems, Object, SchemaType, Type},
    },
};

/// What a field may hold.
#[derive(Clone, Copy, Debug)]
enum Bound {
    /// So many characters at most.
    AtMost(usize),
    /// The same, and not blanks alone.
    Some(usize),
    /// From so many characters to so many.
    Between(usize, usize),
    /// So many things at most.
    List(usize),
    /// So many texts at most, each of so many characters at most and none of blanks alone.
    Texts(usize, usize),
    /// 64 lower-case hexadecimal digits.
    Digest,
}

use Bound::{AtMost, Between, Digest, List, Some as Words, Texts};

/// Every field that has one: its type, its name, and what it may hold.
const DESCRIBED: [(&str, &str, Bound); 41] = [
    ("NewTicket", "words", Words(MAX_WORDS)),
    ("NewTicket", "attachments", List(MAX_ATTACHMENTS)),
    ("NewTicket", "about_device", AtMost(MAX_NAME)),
    ("NewTicket", "language", AtMost(MAX_LANGUAGE)),
    ("DeviceReport", "facts", List(MAX_FACTS)),
    ("NewMessage", "body", Words(MAX_WORDS)),
    ("NewMessage", "attachments", List(MAX_ATTACHMENTS)),
    ("NewAttachment", "media_type", Words(MAX_MEDIA_TYPE)),
    ("NewAttachment", "sha256", Digest),
    ("Confirmation", "note", AtMost(MAX_WORDS)),
    ("Rating", "note", AtMost(MAX_NOTE)),
    ("EnrolmentRequest", "account_secret", Between(MIN_SECRET, MAX_SECRET)),
    ("EnrolmentRequest", "key", Between(1, MAX_SECRET)),
    ("DeviceClaim", "host_name", Words(MAX_HOST_NAME)),
    ("DeviceClaim", "serial", AtMost(MAX_NAME)),
    ("DeviceClaim", "asset_tag", AtMost(MAX_NAME)),
    ("DeviceClaim", "site", AtMost(MAX_NAME)),
    ("DeviceClaim", "building", AtMost(MAX_NAME)),
    ("DeviceClaim", "room", AtMost(MAX_NAME)),
    ("PersonClaim", "user_name", Words(MAX_NAME)),
    ("PersonClaim", "full_name", AtMost(MAX_NAME)),
    ("PersonClaim", "email", AtMost(MAX_NAME)),
    ("RefreshRequest", "refresh_token", AtMost(MAX_SECRET)),
    ("StaffMessage", "body", Words(MAX_WORDS)),
    ("StaffMessage", "attachments", List(MAX_ATTACHMENTS)),
    ("NewNotice", "title", Words(MAX_NOTICE_TITLE)),
    ("NewNotice", "meanwhile", AtMost(MAX_NOTICE_WORDS)),
    ("NewNotice", "owner", AtMost(MAX_NAME)),
    ("NewNotice", "places", Texts(MAX_PLACES, MAX_NAME)),
    ("NewNotice", "tickets", List(MAX_JOINING)),
    ("NewHowTo", "title", Words(MAX_NOTICE_TITLE)),
    ("NewHowTo", "body", Words(MAX_NOTICE_WORDS)),
    ("NewHowTo", "topics", Texts(MAX_TOPICS, MAX_TOPIC)),
    ("NewNoticeUpdate", "body", AtMost(MAX_NOTICE_WORDS)),
    ("Renewal", "words", AtMost(MAX_WORDS)),
    ("Assignment", "technician", Words(MAX_NAME)),
    ("HandOff", "department", Words(MAX_NAME)),
    ("SetPassword", "password", Between(MIN_PASSWORD, MAX_PASSWORD)),
    ("SetPassword", "link", AtMost(MAX_SECRET)),
    ("SignIn", "user_name", AtMost(MAX_NAME)),
    ("SignIn", "password", AtMost(MAX_PASSWORD)),
];

/// Writes them into the document.
pub(crate) struct Described;

impl Modify for Described {
    fn modify(&self, document: &mut OpenApi) {
        for item in document.paths.paths.values_mut() {
            let operations = [&mut item.get, &mut item.put, &mut item.post, &mut item.delete];
            let asked = operations.into_iter().flatten().filter_map(|operation| operation.parameters.as_mut()).flatten();
            asked.for_each(is_said_or_not);
        }
        let Some(components) = &mut document.components else { return };
        for (of, name, bound) in DESCRIBED {
            if let Some(RefOr::T(Schema::Object(schema))) = components.schemas.get_mut(of)
                && let Some(RefOr::T(field)) = schema.properties.get_mut(name)
            {
                describe(field, bound);
            }
        }
    }
}

/// A header or a part of a query can be left out, and cannot be null.
fn is_said_or_not(parameter: &mut RefOr<Parameter>) {
    if let RefOr::T(parameter) = parameter
        && let Some(RefOr::T(Schema::Object(value))) = &mut parameter.schema
        && let SchemaType::Array(types) = &value.schema_type
        && let [of, Type::Null] | [Type::Null, of] = types.as_slice()
    {
        value.schema_type = SchemaType::Type(of.clone());
    }
}

fn describe(field: &mut Schema, bound: Bound) {
    match (field, bound) {
        (Schema::Object(text), bound) => describe_text(text, bound),
        (Schema::Array(list), List(most)) => list.max_items = Some(most),
        (Schema::Array(list), Texts(most, longest)) => {
            list.max_items = Some(most);
            describe_items(list, Words(longest));
        }
        (_, AtMost(_) | Words(_) | Between(..) | List(_) | Texts(..) | Digest) => {}
    }
}

fn describe_items(list: &mut Array, bound: Bound) {
    if let ArrayItems::RefOrSchema(items) = &mut list.items
        && let RefOr::T(item) = &mut **items
    {
        describe(item, bound);
    }
}

fn describe_text(text: &mut Object, bound: Bound) {
    match bound {
        AtMost(most) => text.max_length = Some(most),
        Words(most) => (text.min_length, text.max_length, text.pattern) = (Some(1), Some(most), Some(r"\S".to_owned())),
        Between(least, most) => (text.min_length, text.max_length) = (Some(least), Some(most)),
        Digest => text.pattern = Some("^[0-9a-f]{64}$".to_owned()),
        List(_) | Texts(..) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// What the document says of a field.
    fn said(of: &str, name: &str) -> Value {
        let document: Value = serde_json::from_str(&crate::openapi_json().expect("a document")).expect("JSON");
        document["components"]["schemas"][of]["properties"][name].clone()
    }

    #[test]
    fn every_bound_is_in_the_document() {
        for (of, name, bound) in DESCRIBED {
            let said = said(of, name);
            let fits = match bound {
                AtMost(most) => said["maxLength"] == json!(most),
                Words(most) => said["maxLength"] == json!(most) && said["minLength"] == 1 && said["pattern"] == r"\S",
                Between(least, most) => said["maxLength"] == json!(most) && said["minLength"] == json!(least),
                List(most) => said["maxItems"] == json!(most),
                Texts(most, longest) => said["maxItems"] == json!(most) && said["items"]["maxLength"] == json!(longest),
                Digest => said["pattern"].is_string(),
            };
            assert!(fits, "{of}.{name}: {said}");
        }
    }
}
