// 简体中文: flat keys, grouped by page, the same keys as en.js.
export default {
  "link.linked": "已连接",
  "link.reconnecting": "重连中",
  "link.offline": "已离线",
  "link.signed-out": "未登录",
  "link.waiting": "待传 {n} 份",

  "language.switch": "English",
  "theme.night": "夜间",
  "theme.light": "日间",

  "dialog.confirm": "确定",
  "dialog.cancel": "取消",
  "dialog.reason-missing": "请写明原因。",
  "notice.dismiss": "知道了",

  "refused.unreachable": "连不上服务器，请检查本机的 Wi-Fi。",
  "refused.trouble": "服务器出了故障，请稍后再试，或联系现场技术人员。",
}
