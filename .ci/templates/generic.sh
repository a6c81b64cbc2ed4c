#!/usr/bin/env bash
# Any CI: `generic.sh check REV` for a change that is proposed on top of REV, `generic.sh refresh` once a week.
# Reports stand in freshlint-reports/. What refresh leaves there is for the tools of your forge: issue.md is the text of
# the one issue that is kept, refresh.patch what is committed on the branch freshlint/refresh.
set -euo pipefail
reports=freshlint-reports
mkdir -p "$reports"
case "${1-}" in
check)
  freshlint check "--since=${2?the revision on which the change stands}" \
    --output-format text \
    --output-format junit --output-file "$reports/junit.xml" \
    --output-format markdown --output-file "$reports/comment.md"
  ;;
refresh)
  base=$(git rev-parse HEAD)
  git switch --quiet --force-create freshlint/refresh
  freshlint lock
  freshlint check --fix --no-baseline --exit-zero \
    --output-format text --output-format issue --output-file "$reports/issue.md"
  git add --update
  git add freshlint.lock
  git diff --cached --quiet || git commit --quiet --message "Bring the documentation up to date with the facts"
  git diff --no-ext-diff --no-textconv "$base" HEAD > "$reports/refresh.patch"
  ;;
*)
  echo "usage: generic.sh check REV | refresh" >&2
  exit 2
  ;;
esac
