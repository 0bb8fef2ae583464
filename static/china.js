/** Days as the server counts them: in China, wherever the device thinks it is. */

export function chinaDay(at) {
  return new Date(at).toLocaleDateString("sv", { timeZone: "Asia/Shanghai" })
}
