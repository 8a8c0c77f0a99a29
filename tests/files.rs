//! Files in and out: pipes, directories, full disks, and outputs that are whole or not there.

use rifada::io::files::{fill_file, read_file, refuse_input_as_output, refuse_one_file_for_two, write_file};
use std::fs;
use std::path::Path;

#[test]
fn a_file_is_written_whole_and_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.json");
    write_file(&path, b"one").unwrap();
    write_file(&path, b"two").unwrap();
    assert_eq!(read_file(&path).unwrap(), b"two");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn a_file_whose_filling_fails_stays_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.json");
    write_file(&path, b"one").unwrap();
    let failed = fill_file(&path, &|file| {
        file.write_all(&[b'x'; 100_000])?;
        Err(std::io::ErrorKind::StorageFull.into())
    });
    assert!(failed.unwrap_err().found.contains("the disk is full"));
    assert_eq!(read_file(&path).unwrap(), b"one");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    fill_file(&path, &|file| (0..3).try_for_each(|number| write!(file, "{number},"))).unwrap();
    assert_eq!(read_file(&path).unwrap(), b"0,1,2,");
}

#[test]
fn a_missing_file_and_a_directory_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let missing = read_file(&folder.path().join("none.json")).unwrap_err();
    assert!(missing.found.contains("none.json") && missing.found.contains("no such file"), "{missing}");
    let directory = read_file(folder.path()).unwrap_err();
    assert!(directory.found.contains("it is a directory"), "{directory}");
    assert!(write_file(folder.path(), b"x").unwrap_err().found.contains("it is a directory"));
    let nowhere = write_file(&folder.path().join("no/plan.json"), b"x").unwrap_err();
    assert!(nowhere.found.contains("folder does not exist"), "{nowhere}");
    let below = write_file(
        &{
            let file = folder.path().join("file");
            fs::write(&file, b"").unwrap();
            file.join("plan.json")
        },
        b"x",
    );
    assert!(below.unwrap_err().found.contains("no directory"));
}

#[test]
fn an_output_that_is_an_input_is_refused_by_whatever_path() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("scenario.json");
    fs::write(&input, b"{}").unwrap();
    fs::create_dir(folder.path().join("sub")).unwrap();
    let detour = folder.path().join("sub/../scenario.json");
    let refused = refuse_input_as_output(&detour, &[&input]).unwrap_err();
    assert!(refused.found.contains("it is the file that was read"), "{refused}");
    assert!(refuse_input_as_output(&folder.path().join("plan.json"), &[&input]).is_ok());
    fs::write(folder.path().join("other.json"), b"").unwrap();
    assert!(refuse_input_as_output(&folder.path().join("other.json"), &[&input]).is_ok());
}

#[test]
fn two_outputs_that_are_one_file_are_refused_whether_it_is_there_or_not() {
    let folder = tempfile::tempdir().unwrap();
    let (plan, proof) = (folder.path().join("plan.json"), folder.path().join("proof.json"));
    fs::create_dir(folder.path().join("sub")).unwrap();
    let detour = folder.path().join("sub/../plan.json");
    for _ in 0..2 {
        let refused = refuse_one_file_for_two(&plan, &detour).unwrap_err();
        assert!(refused.found.contains("named for two outputs"), "{refused}");
        assert!(refuse_one_file_for_two(&plan, &proof).is_ok());
        fs::write(&plan, b"old").unwrap();
    }
}

#[test]
fn a_read_only_file_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.json");
    fs::write(&path, b"old").unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    assert!(write_file(&path, b"new").unwrap_err().found.contains("no permission"));
    assert_eq!(fs::read(&path).unwrap(), b"old");
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn links_and_permissions_outlive_a_replacement() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.json");
        let link = folder.path().join("link.json");
        fs::write(&path, b"old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&path, &link).unwrap();
        assert!(refuse_input_as_output(&link, &[&path]).is_err());
        write_file(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn a_pipe_is_read_to_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        if !made.is_ok_and(|status| status.success()) {
            return; // No such program here.
        }
        let writer = {
            let pipe = pipe.clone();
            std::thread::spawn(move || fs::write(pipe, vec![b'x'; 300_000]))
        };
        assert_eq!(read_file(&pipe).unwrap().len(), 300_000);
        writer.join().unwrap().unwrap();
    }

    #[test]
    fn a_full_disk_is_told_and_the_device_stays() {
        let full = Path::new("/dev/full");
        if !full.exists() {
            return;
        }
        let error = write_file(full, b"plan").unwrap_err();
        assert!(error.found.contains("the disk is full"), "{error}");
        assert!(!fs::metadata(full).unwrap().is_file());
    }
}
