// Node's `ws` as a server for the bench: prints its port, then obeys `go` and `cpu` on standard input.
import { createServer } from "node:http"
import { createInterface } from "node:readline"
import { WebSocketServer } from "ws"

const text = "x".repeat(Number(process.argv[2]))
const server = createServer()
const sockets = new WebSocketServer({ server, perMessageDeflate: false })

const orders = {
  go: () => sockets.clients.forEach((client) => client.send(text)),
  cpu: () => {
    const { user, system } = process.cpuUsage()
    console.log((user + system) / 1e6)
  },
}

server.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, () => console.log(server.address().port))
createInterface({ input: process.stdin })
  .on("line", (line) => orders[line]())
  .on("close", () => process.exit())
