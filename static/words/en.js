// English: the same keys as zh.js.
export default {
  "link.linked": "Linked",
  "link.reconnecting": "Reconnecting",
  "link.offline": "Offline",
  "link.signed-out": "Signed out",
  "link.waiting": "{n} to send",

  "language.switch": "中文",
  "theme.night": "Night",
  "theme.light": "Day",

  "dialog.confirm": "OK",
  "dialog.cancel": "Cancel",
  "dialog.reason-missing": "Please state the reason.",
  "notice.dismiss": "Dismiss",

  "refused.unreachable": "The server cannot be reached: check the Wi-Fi of this device.",
  "refused.trouble": "The server is in trouble. Try again shortly or call the technician.",
}
