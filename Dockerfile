# The bot as an image. It brings no Postgres: give it a DATABASE_URL, as compose.yaml does.
FROM node:24.21.0-bookworm-slim AS base
WORKDIR /app
COPY package.json package-lock.json .npmrc ./

FROM base AS build
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY bin bin
COPY commands commands
COPY src src
# Others of bin start these; the compiler wants to see them, the bot never does.
COPY local-discord local-discord
COPY bench bench
COPY test/crash test/crash
RUN npm run build

FROM base AS dependencies
RUN npm ci --omit=dev --ignore-scripts

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production DATA_DIR=/data HTTP_PORT=8080
# As npm start has it: what a picture was drawn on goes back to the system once it is drawn (docs/decisions/0035).
ENV MALLOC_MMAP_THRESHOLD_=131072
WORKDIR /app
# The only place that is ever written to: a volume takes its owner from here.
RUN mkdir /data && chown node:node /data
COPY package.json ./
COPY migrations migrations
COPY curriculum curriculum
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist/bin dist/bin
COPY --from=build /app/dist/commands dist/commands
COPY --from=build /app/dist/src dist/src
USER node
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HTTP_PORT}/health/live`).then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself, not npm: it hears the signal by which a container is stopped. The flag keeps a start's garbage from staying resident.
CMD ["node", "--max-semi-space-size=4", "dist/bin/lockstep.js"]
