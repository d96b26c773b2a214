use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $name:literal $media_type:literal $extensions:expr,)*) => {
        /// What is in a document, told by its content and not by its name. Everything else is
        /// refused: what a browser would run, programs, and archives.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
        #[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum DocumentKind {
            $($(#[$doc])* #[cfg_attr(feature = "db", sea_orm(string_value = $name))] $kind,)*
        }

        impl DocumentKind {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// The name under which it is stored.
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }

            /// How it is declared when it is downloaded.
            pub fn media_type(self) -> &'static str {
                match self { $(Self::$kind => $media_type,)* }
            }

            /// What its name may end in, the usual one first.
            pub fn extensions(self) -> &'static [&'static str] {
                match self { $(Self::$kind => &$extensions,)* }
            }
        }
    };
}

kinds! {
    /// Portable Document Format.
    Pdf "pdf" "application/pdf" ["pdf"],
    /// A picture.
    Jpeg "jpeg" "image/jpeg" ["jpg", "jpeg", "jpe", "jfif"],
    /// A picture.
    Png "png" "image/png" ["png"],
    /// A picture.
    Gif "gif" "image/gif" ["gif"],
    /// A picture.
    Webp "webp" "image/webp" ["webp"],
    /// A picture, as telephones take them.
    Heif "heif" "image/heif" ["heic", "heif"],
    /// A picture, as scanners make them.
    Tiff "tiff" "image/tiff" ["tif", "tiff"],
    /// Text of Word.
    Docx "docx" "application/vnd.openxmlformats-officedocument.wordprocessingml.document" ["docx"],
    /// A table of Excel.
    Xlsx "xlsx" "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" ["xlsx"],
    /// Slides of `PowerPoint`.
    Pptx "pptx" "application/vnd.openxmlformats-officedocument.presentationml.presentation" ["pptx"],
    /// Text of Word before 2007.
    Doc "doc" "application/msword" ["doc"],
    /// A table of Excel before 2007.
    Xls "xls" "application/vnd.ms-excel" ["xls"],
    /// Slides of `PowerPoint` before 2007.
    Ppt "ppt" "application/vnd.ms-powerpoint" ["ppt"],
    /// `OpenDocument` text.
    Odt "odt" "application/vnd.oasis.opendocument.text" ["odt"],
    /// An `OpenDocument` table.
    Ods "ods" "application/vnd.oasis.opendocument.spreadsheet" ["ods"],
    /// `OpenDocument` slides.
    Odp "odp" "application/vnd.oasis.opendocument.presentation" ["odp"],
    /// Rich text.
    Rtf "rtf" "application/rtf" ["rtf"],
    /// Plain text, tables with commas included.
    Text "text" "text/plain" ["txt", "csv", "tsv", "md"],
    /// Sound.
    Mp3 "mp3" "audio/mpeg" ["mp3"],
    /// Sound, as telephones record it.
    M4a "m4a" "audio/mp4" ["m4a"],
    /// Sound.
    Aac "aac" "audio/aac" ["aac"],
    /// Sound.
    Ogg "ogg" "audio/ogg" ["ogg", "oga", "opus"],
    /// Sound.
    Wav "wav" "audio/wav" ["wav"],
    /// Sound.
    Flac "flac" "audio/flac" ["flac"],
}

impl DocumentKind {
    /// Whether it is something to look at.
    pub fn is_image(self) -> bool {
        self.media_type().starts_with("image/")
    }

    /// Whether a name ends like this, in whatever case.
    pub fn has_extension(self, extension: &str) -> bool {
        let mut all = self.extensions().iter();
        all.any(|one| one.eq_ignore_ascii_case(extension))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_kind_has_a_name_and_endings_of_its_own() {
        let mut endings = BTreeSet::new();
        for &kind in DocumentKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
            for ending in kind.extensions() {
                assert!(endings.insert(ending), "{ending}");
                assert!(kind.has_extension(&ending.to_uppercase()));
            }
        }
    }

    /// What a browser would run when it is told what it is.
    #[test]
    fn nothing_is_declared_as_something_to_run() {
        for kind in DocumentKind::ALL {
            let media_type = kind.media_type();
            for dangerous in ["html", "svg", "xml", "script", "octet-stream", "zip"] {
                let office = media_type.contains("openxmlformats");
                assert!(
                    !media_type.contains(dangerous) || (dangerous == "xml" && office),
                    "{media_type}"
                );
            }
        }
    }
}
