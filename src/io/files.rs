//! Bytes from and to files: pipes and devices too, whole files or none, and errors that say what to do.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// How many bytes are written at once.
const PIECE: usize = 1 << 16;

/// Why a file could not be read or written, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    /// What went wrong, with the path.
    pub found: String,
    /// What would mend it.
    pub remedy: String,
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  remedy: {}", self.found, self.remedy)
    }
}

impl std::error::Error for FileError {}

impl FileError {
    fn new(found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { found: found.into(), remedy: remedy.into() }
    }

    /// What to say when reading from a place of this name fails.
    pub fn of_reading(place: &str, error: &io::Error) -> Self {
        let (why, remedy) = match error.kind() {
            ErrorKind::NotFound => ("there is no such file", "check the path"),
            ErrorKind::PermissionDenied => ("no permission", "make the file readable for you"),
            ErrorKind::IsADirectory => ("it is a directory", "name a file in it"),
            ErrorKind::NotADirectory => ("a part of the path is no directory", "check the path"),
            ErrorKind::OutOfMemory => ("it does not fit into memory", "give a smaller file"),
            _ => return Self::new(format!("cannot read {place}: {error}"), "see that the file can be read"),
        };
        Self::new(format!("cannot read {place}: {why}"), remedy)
    }

    /// What to say when writing to a place of this name, a file or standard output, fails.
    pub fn of_writing(place: &str, error: &io::Error) -> Self {
        let (why, remedy) = match error.kind() {
            ErrorKind::StorageFull => ("the disk is full", "free some space, or write to another disk"),
            ErrorKind::QuotaExceeded => ("your quota is used up", "free some space, or write elsewhere"),
            ErrorKind::FileTooLarge => ("the file gets too large", "write to another file system"),
            ErrorKind::BrokenPipe => {
                ("whatever read from it has closed", "keep the reader running, or write to a file")
            }
            ErrorKind::PermissionDenied => ("no permission", "choose a folder in which you may write"),
            ErrorKind::ReadOnlyFilesystem => ("it cannot be written to", "write to another disk"),
            ErrorKind::NotFound => ("its folder does not exist", "create the folder first"),
            ErrorKind::NotADirectory => ("a part of the path is no directory", "check the path"),
            ErrorKind::IsADirectory => ("it is a directory", "name a file in it"),
            _ => return Self::new(format!("cannot write {place}: {error}"), "see that it can be written to"),
        };
        Self::new(format!("cannot write {place}: {why}"), remedy)
    }
}

/// All bytes of a file, a pipe or a device, read to its end.
pub fn read_file(path: &Path) -> Result<Vec<u8>, FileError> {
    if path.is_dir() {
        return Err(FileError::of_reading(&shown(path), &ErrorKind::IsADirectory.into()));
    }
    fs::read(path).map_err(|error| FileError::of_reading(&shown(path), &error))
}

/// Refuses an output that is one of the inputs, by whatever path it is named.
pub fn refuse_input_as_output(output: &Path, inputs: &[&Path]) -> Result<(), FileError> {
    let Ok(target) = output.canonicalize() else {
        return Ok(()); // It does not exist yet, so it is no input.
    };
    if inputs.iter().any(|input| input.canonicalize().is_ok_and(|input| input == target)) {
        return Err(FileError::new(
            format!("cannot write {}: it is the file that was read", shown(output)),
            "name another file for the output",
        ));
    }
    Ok(())
}

/// Refuses two outputs that are one file, by whatever paths they are named.
pub fn refuse_one_file_for_two(one: &Path, other: &Path) -> Result<(), FileError> {
    let place = |path: &Path| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let beside = || Some(folder.canonicalize().ok()?.join(path.file_name()?));
        path.canonicalize().ok().or_else(beside).unwrap_or_else(|| path.to_owned())
    };
    // A pipe or a device takes one after the other.
    let is_device = fs::metadata(one).is_ok_and(|there| !there.is_file());
    if place(one) == place(other) && !is_device {
        return Err(FileError::new(
            format!("cannot write {} twice: it is named for two outputs", shown(one)),
            "name another file for one of them",
        ));
    }
    Ok(())
}

/// Refuses an output that could not be written anyway, before any work is done for it. Pipes and devices are not
/// opened until there is something to write.
pub fn refuse_unwritable(output: &Path) -> Result<(), FileError> {
    let tried = match fs::metadata(output) {
        Ok(there) if there.is_dir() => Err(ErrorKind::IsADirectory.into()),
        Ok(there) if !there.is_file() => Ok(()),
        Ok(there) if there.permissions().readonly() => Err(ErrorKind::PermissionDenied.into()),
        Ok(_) => output.canonicalize().and_then(|file| try_beside(&file)),
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        Err(_) if names_directory(output) => Err(ErrorKind::NotFound.into()),
        Err(_) => try_beside(output),
    };
    tried.map_err(|error| FileError::of_writing(&shown(output), &error))
}

/// Does the path end as that of a directory does?
fn names_directory(path: &Path) -> bool {
    path.file_name().is_none() || path.as_os_str().as_encoded_bytes().ends_with(b"/")
}

/// Makes a file in the folder of `path`, and takes it away again.
fn try_beside(path: &Path) -> io::Result<()> {
    let (beside, _) = create_beside(path)?;
    fs::remove_file(beside)
}

/// What puts something into a file piece by piece.
type Filling<'f> = &'f dyn Fn(&mut dyn Write) -> io::Result<()>;

/// Writes a file whole or not at all, as [`fill_file`] does.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    fill_file(path, &|file| file.write_all(bytes))
}

/// Writes what `fill` puts into a file, whole or not at all: beside it first, then renamed into its place. Pipes and
/// devices are written to as they are. What stood in the file before stays until then; so do its permissions, and links
/// to it.
pub fn fill_file(path: &Path, fill: Filling<'_>) -> Result<(), FileError> {
    let result = match fs::metadata(path) {
        Ok(there) if there.is_dir() => Err(ErrorKind::IsADirectory.into()),
        Ok(there) if !there.is_file() => {
            OpenOptions::new().write(true).open(path).and_then(|mut device| fill_open(&mut device, fill))
        }
        Ok(there) => path.canonicalize().and_then(|file| replace(&file, fill, Some(there.permissions()))),
        Err(_) => replace(path, fill, None),
    };
    result.map_err(|error| FileError::of_writing(&shown(path), &error))
}

fn fill_open(file: &mut File, fill: Filling<'_>) -> io::Result<()> {
    let mut pieces = BufWriter::with_capacity(PIECE, file);
    fill(&mut pieces)?;
    pieces.flush()
}

fn replace(path: &Path, fill: Filling<'_>, permissions: Option<fs::Permissions>) -> io::Result<()> {
    if permissions.as_ref().is_some_and(fs::Permissions::readonly) {
        return Err(ErrorKind::PermissionDenied.into());
    }
    let (beside, mut file) = create_beside(path)?;
    let written = fill_open(&mut file, fill)
        .and_then(|()| permissions.map_or(Ok(()), |old| file.set_permissions(old)))
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // The first error is the one to tell of; that the rest cannot be removed either would only hide it.
        drop(fs::remove_file(&beside));
    }
    written
}

/// A new file in the folder of `path`.
fn create_beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let process = std::process::id();
    let mut number = 0_u32;
    loop {
        let beside = path.with_file_name(format!(".rifada-{process}-{number}.tmp"));
        match OpenOptions::new().write(true).create_new(true).open(&beside) {
            Ok(file) => return Ok((beside, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && number < 1000 => number += 1,
            Err(error) => return Err(error),
        }
    }
}

/// A path as it is printed.
fn shown(path: &Path) -> String {
    super::place::quoted_whole(&path.to_string_lossy())
}
