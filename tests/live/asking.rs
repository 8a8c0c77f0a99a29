//! What is asked of a plan in force: who could help, what somebody may take, what may be served.
