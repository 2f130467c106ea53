"""Sign in. Whoever is signed in already goes on to their meetings."""

from __future__ import annotations

from components.accounts import current_account, go_home, sign_in_form

if current_account():
    go_home()
sign_in_form()
