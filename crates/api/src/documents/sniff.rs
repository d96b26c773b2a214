//! What is in a file, told by its first piece. The name only decides between office formats that
//! look the same from outside.

use domain::documents::DocumentKind;

/// The kind of a file that is kept; `None` of all others.
pub fn kind(first: &[u8], name: &str) -> Option<DocumentKind> {
    match infer::get(first).map(|found| found.mime_type()) {
        Some(found) if found == "application/zip" || found.contains("openxmlformats") => {
            office(first)
        }
        Some("application/x-ole-storage") => by_name(
            name,
            &[DocumentKind::Doc, DocumentKind::Xls, DocumentKind::Ppt],
        ),
        Some(found) => of_media_type(found),
        None if is_text(first) => Some(DocumentKind::Text),
        None => None,
    }
}

fn of_media_type(found: &str) -> Option<DocumentKind> {
    // Where the declared type differs from what the library calls it.
    let declared = match found {
        "audio/x-wav" => "audio/wav",
        "audio/x-flac" => "audio/flac",
        "audio/m4a" => "audio/mp4",
        "audio/opus" => "audio/ogg",
        other => other,
    };
    let mut all = DocumentKind::ALL.iter().copied();
    all.find(|kind| *kind != DocumentKind::Text && kind.media_type() == declared)
}

fn by_name(name: &str, kinds: &[DocumentKind]) -> Option<DocumentKind> {
    let (_, ending) = name.rsplit_once('.')?;
    let mut kinds = kinds.iter().copied();
    kinds.find(|kind| kind.has_extension(ending))
}

/// Office documents are archives, whose parts tell which: in whatever order they come.
fn office(archive: &[u8]) -> Option<DocumentKind> {
    let mut listed = false;
    let mut found = None;
    for at in headers(archive) {
        let name = archive.get(at + 30..).unwrap_or_default();
        listed |= name.starts_with(b"[Content_Types].xml");
        for (folder, kind) in [
            ("word/", DocumentKind::Docx),
            ("xl/", DocumentKind::Xlsx),
            ("ppt/", DocumentKind::Pptx),
        ] {
            if found.is_none() && name.starts_with(folder.as_bytes()) {
                found = Some(kind);
            }
        }
    }
    found.filter(|_| listed)
}

/// Where the files of an archive begin.
fn headers(archive: &[u8]) -> impl Iterator<Item = usize> {
    let windows = archive.windows(4).enumerate();
    windows.filter_map(|(at, four)| (four == b"PK\x03\x04").then_some(at))
}

/// Nothing but what can be read, and nothing that a browser or a shell would run.
fn is_text(first: &[u8]) -> bool {
    let control = |byte: &u8| *byte < 0x20 && !b"\t\n\r\x0c".contains(byte);
    let start = first.trim_ascii_start();
    let start = start.strip_prefix("\u{feff}".as_bytes()).unwrap_or(start);
    let start: Vec<u8> = start.iter().take(5).map(u8::to_ascii_lowercase).collect();
    !first.is_empty()
        && !first.iter().any(control)
        && !start.starts_with(b"<svg")
        && !start.starts_with(b"<?")
        && !start.starts_with(b"<!")
        && !start.starts_with(b"#!")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The start of an archive that holds these files.
    fn archive(names: &[&str]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for name in names {
            bytes.extend(b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\x03\0\0\0\x03\0\0\0");
            bytes.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
            bytes.extend([0, 0]);
            bytes.extend(name.as_bytes());
            bytes.extend(b"abc");
        }
        bytes
    }

    #[test]
    fn kinds_are_told_by_content() {
        let docx = archive(&["[Content_Types].xml", "_rels/.rels", "word/document.xml"]);
        let late = archive(&[
            "docProps/a",
            "_rels/b",
            "c",
            "d",
            "xl/workbook.xml",
            "[Content_Types].xml",
        ]);
        let odt = archive(&["mimetypeapplication/vnd.oasis.opendocument.text"]);
        let ole = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 600]].concat();
        for (bytes, name, expected) in [
            (b"%PDF-1.7\n".as_slice(), "x", Some(DocumentKind::Pdf)),
            (b"\xff\xd8\xff\xe0", "x.exe", Some(DocumentKind::Jpeg)),
            (b"\x89PNG\r\n\x1a\n", "x", Some(DocumentKind::Png)),
            (b"GIF89a", "x", Some(DocumentKind::Gif)),
            (b"RIFF\x24\0\0\0WAVEfmt ", "x", Some(DocumentKind::Wav)),
            (b"ID3\x03\0\0\0", "x", Some(DocumentKind::Mp3)),
            (b"fLaC\0\0\0\x22", "x", Some(DocumentKind::Flac)),
            (b"\0\0\0\x20ftypM4A \0\0\0\0", "x", Some(DocumentKind::M4a)),
            (b"{\\rtf1\\ansi Hallo}", "x", Some(DocumentKind::Rtf)),
            (&docx, "x", Some(DocumentKind::Docx)),
            (&late, "x", Some(DocumentKind::Xlsx)),
            (&odt, "x", Some(DocumentKind::Odt)),
            (&ole, "Liste.XLS", Some(DocumentKind::Xls)),
            ("Übung\r\n".as_bytes(), "x", Some(DocumentKind::Text)),
            (b"\xdcbung in Latin-1", "x", Some(DocumentKind::Text)),
        ] {
            assert_eq!(kind(bytes, name), expected, "{name} {bytes:?}");
        }
    }

    #[test]
    fn what_could_run_is_refused_whatever_it_is_called() {
        let plain = archive(&["word/a.txt", "b.txt"]);
        let ole = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 600]].concat();
        for bytes in [
            b"".as_slice(),
            b"<!DOCTYPE html><html><script>alert(1)</script>",
            b"  <HTML><body>",
            b"<?xml version=\"1.0\"?><svg onload=\"alert(1)\"/>",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
            b"\xef\xbb\xbf<SVG onload=\"alert(1)\"/>",
            b"#!/bin/sh\nrm",
            b"MZ\x90\0\x03\0\0\0",
            b"\x7fELF\x02\x01\x01\0",
            b"\0asm\x01\0\0\0",
            b"\xca\xfe\xba\xbe\0\0\0\x37",
            b"\x1f\x8b\x08\0\0\0",
            b"text with a \0 in it",
            &plain,
            &ole,
        ] {
            assert_eq!(kind(bytes, "Brief.pdf"), None, "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_get_an_answer(head in 0..6_usize, bytes: Vec<u8>, name in "\\PC{0,20}") {
            let heads: [&[u8]; 6] = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\0\0\0\x20ftyp", b"RIFF", b"\xef\xbb\xbf<"];
            let _ = kind(&[heads[head], &bytes].concat(), &name);
        }
    }
}
