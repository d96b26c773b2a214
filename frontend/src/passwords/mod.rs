//! Choosing a password: the field with its meter, and changing one's own. For staff and clients.

mod change_form;
mod field;

pub use change_form::ChangePasswordForm;
pub use field::{NewPasswordField, again_entry, are_same, new_password_entry};
