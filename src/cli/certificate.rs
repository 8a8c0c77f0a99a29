//! Certificates at the command line: a plan's bound written down, and replayed.

use super::input::Reading;
use super::output::Failure;
use rifada::io::certificate_file::CertificateFile;
use rifada::io::certificate_write::certificate_of;
use rifada::io::lower::lower;
use rifada::io::scenario::Scenario;

/// What a certificate proves, and what it is said to prove.
pub(super) struct Proof {
    /// No plan costs less.
    proven: f64,
    /// The bound that the plan claims.
    of_plan: Option<f64>,
    /// The bound that the certificate claims.
    of_itself: f64,
}

impl Proof {
    /// Replays a certificate against the scenario, without a look at the plan; `of_plan` is the bound it claims.
    pub(super) fn replayed(
        scenario: &Scenario,
        file: &CertificateFile,
        of_plan: Option<f64>,
        (scenario_read, certificate_read): (&mut Reading<'_>, &mut Reading<'_>),
    ) -> Result<Self, Failure> {
        let problem = lower(scenario, &mut scenario_read.faults);
        let certificate = problem
            .and_then(|problem| certificate_of(scenario, &problem, file, &mut certificate_read.faults));
        match certificate {
            Some(certificate) => {
                let proven = certificate.bound.value_rounded_down();
                Ok(Self { proven, of_plan, of_itself: file.bound })
            }
            None => Err(Failure::of_input(scenario_read.report() + &certificate_read.report())),
        }
    }

    /// Does it prove all that is claimed?
    pub(super) fn is_enough(&self) -> bool {
        self.of_plan.into_iter().chain([self.of_itself]).all(|bound| bound <= self.proven)
    }

    /// The proof in words: what is proven, and what is claimed and is not.
    pub(super) fn said(&self) -> String {
        let mut text = format!("The certificate proves that no plan costs less than {}.\n", self.proven);
        let claims = [("plan", self.of_plan), ("certificate", Some(self.of_itself))];
        for (whose, bound) in claims {
            if let Some(bound) = bound.filter(|bound| *bound > self.proven) {
                text.push_str(&format!("That is less than the bound that the {whose} claims, {bound}.\n"));
            }
        }
        text
    }
}
