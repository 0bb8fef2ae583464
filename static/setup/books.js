/** 表格: the sheets of the setup as workbooks to download, fill in and upload; all of them in one, too. */

import { notify } from "../page.js"
import { at } from "../session.js"
import { html } from "../vendor/lit-html/lit-html.js"
import { listed, t } from "../words.js"
import { fileButton, fileLook, listedNotes, WORKBOOKS } from "./workbook.js"

/** The section: one workbook with every sheet. */
export function books() {
  return html`<p>${t("setup.books-hint")}</p>
    ${setupBook("all")}
    <p class="muted">${t("setup.books-read")}</p>`
}

/**
 * One kind of workbook.
 * @param {"all" | "judges" | "duties" | "orders" | "ledger"} kind
 */
export function setupBook(kind) {
  const incoming = incomingOf(kind)
  return html`<section class="books" data-book=${kind}>
    <div class="row-of-buttons">
      <a class="button" href=${at(`/setup/workbooks/${kind}.xlsx`)} download>${t(`setup.books-download-${kind}`)}</a>
      ${fileButton(incoming)}
    </div>
    ${fileLook(incoming)}
  </section>`
}

/** What comes in as such a workbook, chosen or pasted. */
export function incomingOf(kind) {
  return {
    key: `books/${kind}`,
    address: `/setup/workbooks/${kind}`,
    accept: WORKBOOKS,
    label: t(`setup.books-upload-${kind}`),
    words: bookWords,
    done: ({ changes }) => notify(t("setup.books-imported", { n: changes.length }), "good"),
  }
}

/** What is said of a workbook that was looked at. */
export function bookWords({ count, problems, changes, unread = [], notes = [] }) {
  return {
    title: title(count, problems, changes),
    confirm: changes.length ? t("setup.books-import", { n: changes.length }) : t("setup.books-import-none"),
    note: unread.length ? t("setup.unread-columns", { columns: listed(unread) }) : "",
    body: listedNotes(notes),
  }
}

function title(n, problems, changes) {
  if (problems.length) return t("setup.sheet-problems", { n: problems.length })
  return changes.length ? t("setup.books-changes", { n, changes: changes.length }) : t("setup.books-same", { n })
}
