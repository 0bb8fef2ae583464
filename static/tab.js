/**
 * One tab at a time: two tabs of one person would each keep a draft and send. The tab opened last holds the page;
 * an older one hears of it and steps back until it is asked to go on.
 */

/**
 * @typedef {object} Tab
 * @property {() => boolean} isHeld whether this tab is the one
 * @property {() => void} take makes this tab the one
 */

/**
 * Takes the page of `owner` for this tab.
 *
 * @param {string} owner
 * @param {(isHeld: boolean) => void} onChange told when another tab took it, and when this one took it again
 * @returns {Tab}
 */
export function holdTab(owner, onChange) {
  const key = `judging.tab/${owner}`
  const mine = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16)).join("")
  let isHeld = true

  function check() {
    const held = localStorage.getItem(key) === mine
    if (held === isHeld) return
    isHeld = held
    onChange(isHeld)
  }

  addEventListener("storage", check)
  addEventListener("pageshow", check)
  document.addEventListener("visibilitychange", check) // storage events may not cross WeChat's windows
  localStorage.setItem(key, mine)

  return {
    isHeld() {
      check()
      return isHeld
    },
    take() {
      localStorage.setItem(key, mine)
      check()
    },
  }
}
