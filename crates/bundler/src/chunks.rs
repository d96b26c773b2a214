//! Cuts a program into what every visitor loads and the sections that are fetched when they are
//! first visited.

use crate::Result;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs,
    path::Path,
};
use wasm_split_cli_support::{Options, transform};

/// The module that the program imports its loaders from; they are put in its place.
const LOADERS: &str = "./loaders.js";

/// A program that is cut.
#[derive(Debug)]
pub struct Cut {
    /// What every visitor loads, for `wasm-bindgen`.
    pub main: Vec<u8>,
    /// The rest of it.
    pub chunks: Vec<Chunk>,
    /// The sections: their names in the source, and the places in `chunks` of what they are made of.
    pub sections: Vec<(String, Vec<usize>)>,
}

impl Cut {
    /// A program that stays in one piece.
    pub fn whole(wasm: Vec<u8>) -> Self {
        Self {
            main: wasm,
            chunks: Vec::new(),
            sections: Vec::new(),
        }
    }

    /// The places in `chunks` of what a section is made of; a program in one piece needs none.
    pub fn of(&self, section: &str) -> Result<&[usize]> {
        match self.sections.iter().find(|(name, _)| name == section) {
            Some((_, needed)) => Ok(needed),
            None if self.sections.is_empty() => Ok(&[]),
            None => Err(format!("the program has no section {section}").into()),
        }
    }
}

/// A file of modules that are loaded together.
#[derive(Debug)]
pub struct Chunk {
    /// The section that it is for, or which of them share it, see [`files`].
    pub name: String,
    /// The modules, one after the other.
    pub content: Vec<u8>,
    /// Where each of them ends.
    pub ends: Vec<usize>,
}

impl Chunk {
    fn read(folder: &Path, name: &str, modules: &BTreeSet<String>) -> Result<Self> {
        let (mut content, mut ends) = (Vec::new(), Vec::new());
        for module in modules {
            let module = fs::read(folder.join(module).with_extension("wasm"))?;
            content.extend(shrunk(&module)?);
            ends.push(content.len());
        }
        Ok(Self {
            name: name.to_owned(),
            content,
            ends,
        })
    }
}

/// Cuts; `folder` is for the pieces, `first` the section of the first page, if it is in one, and
/// `often` those that are opened often.
pub fn cut(wasm: &[u8], folder: &Path, first: Option<&str>, often: &[&str]) -> Result<Cut> {
    let main = folder.join("main.wasm");
    let mut options = Options::new(wasm);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = LOADERS;
    let made = transform(options).map_err(|error| format!("{error:#}"))?;

    let needs: BTreeMap<String, BTreeSet<String>> = made
        .prefetch_map
        .into_iter()
        .map(|(section, modules)| (section, modules.into_iter().collect()))
        .collect();
    let (mut chunks, mut sections) = (Vec::new(), Vec::new());
    let files = files(&needs, first, often);
    for (section, needed) in &needs {
        let of_it = |(place, (_, modules)): (usize, &(_, BTreeSet<String>))| {
            (!needed.is_disjoint(modules)).then_some(place)
        };
        sections.push((
            section.clone(),
            files.iter().enumerate().filter_map(of_it).collect(),
        ));
    }
    for (name, modules) in &files {
        chunks.push(Chunk::read(folder, name, modules)?);
    }
    Ok(Cut {
        main: fs::read(main)?,
        chunks,
        sections,
    })
}

/// Which modules make up which file. There is a module for every set of sections that have
/// something in common, far more than anybody wants to fetch one by one: what the first page shares
/// with others is one file, what each of those that are opened often shares with the rest one more,
/// what only the rest share another, and each section has its own.
fn files(
    needs: &BTreeMap<String, BTreeSet<String>>,
    first: Option<&str>,
    often: &[&str],
) -> Vec<(String, BTreeSet<String>)> {
    let mut files = vec![("shared".to_owned(), BTreeSet::new())];
    let of_one = |section: &&str| (format!("shared-{section}"), BTreeSet::new());
    files.extend(often.iter().map(of_one));
    files.push(("others".to_owned(), BTreeSet::new()));
    let at_first = first.and_then(|first| needs.get(first));
    let needed_by = |section: &str, module: &str| {
        let needed = needs.get(section);
        needed.is_some_and(|needed| needed.contains(module))
    };
    for (section, modules) in needs {
        let (own, common): (BTreeSet<_>, BTreeSet<_>) =
            modules.iter().cloned().partition(|module| {
                needs
                    .values()
                    .filter(|needed| needed.contains(module))
                    .count()
                    == 1
            });
        files.push((section.clone(), own));
        for module in common {
            let file = match at_first {
                Some(at_first) if !at_first.contains(&module) => {
                    let place = often.iter().position(|section| needed_by(section, &module));
                    1 + place.unwrap_or(often.len())
                }
                Some(_) | None => 0,
            };
            files[file].1.insert(module);
        }
    }
    files.retain(|(_, modules)| !modules.is_empty());
    files
}

/// The program's JavaScript with its loaders, which fetch the chunks from `addresses`.
pub fn link(js: &str, cut: &Cut, addresses: &[String]) -> Result<String> {
    if cut.sections.is_empty() {
        return Ok(js.to_owned());
    }
    let (mut chunks, mut sections, mut loaders) = (String::new(), String::new(), String::new());
    for (chunk, address) in cut.chunks.iter().zip(addresses) {
        write!(chunks, "[\"/{address}\"")?;
        for end in &chunk.ends {
            write!(chunks, ",{end}")?;
        }
        chunks.push_str("],");
    }
    for (section, needed) in &cut.sections {
        write!(sections, "{section}:{needed:?},")?;
        write!(
            loaders,
            "__wasm_split_load_{section}:loader(\"{section}\"),"
        )?;
    }
    let mut linked = include_str!("chunks.js")
        .replace("CHUNKS", &format!("[{chunks}]"))
        .replace("SECTIONS", &format!("{{{sections}}}"))
        .replace("LOADERS", &format!("{{{loaders}}}"));
    let mut found = false;
    for line in js.lines() {
        // `import * as import1 from "./loaders.js"`, once for each of them.
        let name = line
            .strip_prefix("import * as ")
            .filter(|rest| rest.contains(LOADERS))
            .and_then(|rest| rest.split(' ').next());
        match name {
            Some(name) => {
                found = true;
                writeln!(linked, "const {name} = loaders;")?;
            }
            None => writeln!(linked, "{line}")?,
        }
    }
    if found {
        Ok(linked)
    } else {
        Err("the program does not import its loaders".into())
    }
}

/// A module as it is served: short numbers where the linker left room for longer ones, and without
/// what only tools read.
fn shrunk(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut module = walrus::ModuleConfig::new()
        .generate_name_section(false)
        .generate_producers_section(false)
        .parse(wasm)
        .map_err(|error| format!("{error:#}"))?;
    walrus::passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sections_share_is_cut_by_how_often_they_are_opened() {
        let set = |modules: &[&str]| -> BTreeSet<String> {
            modules.iter().map(|&module| module.into()).collect()
        };
        let needs = BTreeMap::from([
            ("mail".to_owned(), set(&["all", "mail_people", "mail"])),
            (
                "people".to_owned(),
                set(&["all", "mail_people", "people_settings", "people"]),
            ),
            (
                "settings".to_owned(),
                set(&["all", "people_settings", "settings"]),
            ),
        ]);
        let named = |files: &[(&str, &[&str])]| -> Vec<(String, BTreeSet<String>)> {
            let files = files.iter();
            files
                .map(|(name, modules)| ((*name).to_owned(), set(modules)))
                .collect()
        };
        let own = named(&[
            ("mail", &["mail"]),
            ("people", &["people"]),
            ("settings", &["settings"]),
        ]);
        let with_own = |common: &[(&str, &[&str])]| [named(common), own.clone()].concat();
        assert_eq!(
            files(&needs, Some("mail"), &[]),
            with_own(&[
                ("shared", &["all", "mail_people"]),
                ("others", &["people_settings"]),
            ])
        );
        assert_eq!(
            files(&needs, Some("mail"), &["settings"]),
            with_own(&[
                ("shared", &["all", "mail_people"]),
                ("shared-settings", &["people_settings"]),
            ])
        );
        assert_eq!(
            files(&needs, None, &[]),
            with_own(&[("shared", &["all", "mail_people", "people_settings"])])
        );
    }

    #[test]
    fn loaders_take_the_place_of_their_import() {
        let chunk = |name: &str, ends: &[usize]| Chunk {
            name: name.into(),
            content: Vec::new(),
            ends: ends.into(),
        };
        let cut = Cut {
            main: Vec::new(),
            chunks: vec![chunk("shared", &[10, 30]), chunk("mail", &[5])],
            sections: vec![("mail".into(), vec![0, 1])],
        };
        let js = "import * as import1 from \"./loaders.js\"\nimport * as import2 from \"./loaders.js\"\nlet wasm;\n";
        let addresses = ["shared-1.wasm".to_owned(), "mail-2.wasm".to_owned()];
        let linked = link(js, &cut, &addresses).unwrap();
        assert!(
            linked.contains(r#"const chunks = [["/shared-1.wasm",10,30],["/mail-2.wasm",5],];"#)
        );
        assert!(linked.contains("const sections = {mail:[0, 1],};"));
        assert!(linked.contains(r#"const loaders = {__wasm_split_load_mail:loader("mail"),};"#));
        assert!(linked.contains("const import1 = loaders;\nconst import2 = loaders;\nlet wasm;"));
        assert!(!linked.contains("import *"), "{linked}");
        assert!(link("let wasm;\n", &cut, &addresses).is_err());
    }
}
