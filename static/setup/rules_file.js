/** The rules as a file: taken along, or brought and taken over after a look at what it changes. */

import { notify } from "../page.js"
import { at } from "../session.js"
import { html } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { fileButton, fileLook } from "./workbook.js"

/** @param {() => Promise<void>} reload shows the rules that were taken over */
export function rulesFile(reload) {
  const incoming = {
    key: "rules",
    address: "/setup/rules.toml",
    accept: ".toml",
    label: t("setup.rules-upload"),
    words: said,
    done: async () => {
      await reload()
      notify(t("setup.rules-saved"), "good")
    },
  }
  return html`<div class="row-of-buttons">
      <a class="button" href=${at("/setup/rules.toml")} download>${t("setup.rules-download")}</a>
      ${fileButton(incoming)}
      <small class="muted">${t("setup.rules-file-hint")}</small>
    </div>
    ${fileLook(incoming)}`
}

function said({ changes, problems }) {
  return { title: title(changes, problems), confirm: t("setup.rules-take") }
}

function title(changes, problems) {
  if (problems.length) return t("setup.rules-file-problems", { n: problems.length })
  return changes.length ? t("setup.rules-file-changes", { n: changes.length }) : t("setup.rules-file-same")
}
