# One image for every program of the house; the command says which: `start`, `gateway`, `subgraph ledger`, `agency vdab`…
FROM node:22-bookworm-slim@sha256:43ac6c60b8f89723f746e8a92ce91abd5017e627ce1ddfe4238355d3a30b772c AS node

FROM node AS sources
WORKDIR /app
COPY package.json package-lock.json .npmrc ./

FROM sources AS build
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build

FROM sources AS runtime
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force

FROM node
ENV APOLLO_TELEMETRY_DISABLED=true AMA_HOST=0.0.0.0 AMA_DATA_DIR=/data LOKET_DROP_FOLDER=/data/drop
WORKDIR /app
RUN install --directory --owner=node --group=node /data
COPY --from=runtime /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json LICENSE* ./
COPY bin ./bin
COPY schema/*.graphql ./schema/
COPY schema/operations ./schema/operations
COPY agencies/dwse/migrations ./agencies/dwse/migrations
COPY platform/access-log/migrations ./platform/access-log/migrations
COPY platform/access-log/roles.sql ./platform/access-log/
USER node
VOLUME /data
EXPOSE 4000
ENTRYPOINT ["node", "--max-semi-space-size=64", "bin/ama.js"]
CMD ["start"]
