/** 名单表格: the roster as a workbook, of the track looked at and of all tracks. */

import { notify } from "../page.js"
import { at } from "../session.js"
import { html, nothing } from "../vendor/lit-html/lit-html.js"
import { t } from "../words.js"
import { bookWords } from "./books.js"
import { tracks } from "./page.js"
import { fileButton, fileLook, WORKBOOKS } from "./workbook.js"

/**
 * @param {object} track looked at
 * @param {() => void} done forgets what was being written on the page
 */
export function rosterBooks(track, done) {
  const own = incoming(track.id, t("setup.roster-upload"), done)
  const all = incoming("", t("setup.roster-upload-all"), done)
  const several = tracks().length > 1
  return html`<section class="books">
    <div class="row-of-buttons">
      ${download(track.id, t("setup.roster-download"))} ${fileButton(own)}
      ${several ? html`${download("", t("setup.roster-download-all"))} ${fileButton(all)}` : nothing}
    </div>
    ${fileLook(own)} ${several ? fileLook(all) : nothing}
  </section>`
}

function download(track, label) {
  return html`<a class="button" href=${at(`/setup/workbooks/roster.xlsx${query(track)}`)} download>${label}</a>`
}

function query(track) {
  return track ? `?${new URLSearchParams({ track })}` : ""
}

function incoming(track, label, done) {
  return {
    key: `roster/${track}`,
    address: `/setup/workbooks/roster${query(track)}`,
    accept: WORKBOOKS,
    label,
    words: bookWords,
    done: ({ changes }) => {
      done()
      notify(t("setup.books-imported", { n: changes.length }), "good")
    },
  }
}
