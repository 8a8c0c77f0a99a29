//! Events one by one: what each does, and when it is refused.
