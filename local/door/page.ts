import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const notBuilt = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>和合</title>
<style>body{font:18px/1.7 sans-serif;max-width:32em;margin:15vh auto;padding:0 1em}code{background:#eee;padding:.1em .4em}</style>
<h1>页面还没有构建</h1>
<p>服务已经在运行，只是还没有网页。请在项目目录里运行 <code>npm run build:h5</code>,完成后刷新这里。</p>
<p>也可以用 <code>npm start</code>:它会装好所需的东西、构建网页并启动服务。</p>
</html>
`

const year = 365 * 24 * 3_600_000

/** The built H5 client in `folder`, or a page that says how to build it; it may be built while the host runs. */
export async function pageRoutes(server: FastifyInstance, folder: string) {
  await server.register(fastifyStatic, { root: folder, serve: false })

  server.get('/*', async (request, reply) => {
    const path = (request.params as { '*': string })['*'] || 'index.html'
    reply.headers({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' })
    if (path === 'index.html' && !existsSync(join(folder, path))) {
      return reply.status(503).type('text/html; charset=utf-8').send(notBuilt)
    }
    // Scripts and styles carry a hash of their content in their name; the page that names them does not
    const hashed = /^(js|css)\//.test(path)
    return reply.sendFile(path, folder, hashed ? { maxAge: year, immutable: true } : { maxAge: 0 })
  })
}
