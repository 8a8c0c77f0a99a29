//! What the page may do: run its own script, use its own style, and nothing else. No request leaves it.
//!
//! Script and style are allowed by their fingerprints (SHA-256), so that nothing that got into the page by any other way would
//! be run.

use sha2::{Digest, Sha256};

/// The content security policy of a page with this script and this style.
pub(super) fn policy(script: &str, style: &str) -> String {
    let [script, style] = [script, style].map(|text| base64(&Sha256::digest(text.as_bytes())));
    format!(
        "default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let at = |index: usize| u32::from(three.get(index).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for sign in 0..4 {
            let is_filled = sign <= three.len();
            text.push(if is_filled {
                char::from(SIGNS[(bits >> (18 - 6 * sign)) as usize & 63])
            } else {
                '='
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_in_base64() {
        let written = |text: &str| base64(text.as_bytes());
        assert_eq!(
            [written("f"), written("fo"), written("foo"), written("foob")],
            ["Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]
        );
    }

    #[test]
    fn the_policy_names_the_fingerprint_of_the_script() {
        // The fingerprint of nothing, as published with the algorithm.
        assert!(policy("", "").contains("script-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"));
    }
}
