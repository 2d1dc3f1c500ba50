/*
 * Each runs whole or not at all. KEYS: the stream, and what is kept beside it (its epoch, and how far each source is).
 * The stream is never empty: it begins with an entry that tells nothing, and trimming leaves the newest. So a place is
 * still good exactly when its entry is there: trimmed or lost, it is gone.
 */

/** ARGV[1]: an epoch for a stream that has yet to be made. */
const ENSURE = `
local epoch = redis.call('HGET', KEYS[2], 'epoch')
if not epoch or redis.call('EXISTS', KEYS[1]) == 0 then
  epoch = ARGV[1]
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[2], 'epoch', epoch)
  redis.call('XADD', KEYS[1], '*', 'begin', epoch)
end`;

/** The epoch and the newest entry. */
export const END = `${ENSURE}
return {epoch, redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1][1]}`;

/** ARGV: epoch, source, whether it has a position ('1'), that position, the next, age in ms, most events, event… */
export const APPEND = `${ENSURE}
local at = redis.call('HGET', KEYS[2], 'position:' .. ARGV[2])
if ARGV[3] == '1' and at ~= ARGV[4] or ARGV[3] ~= '1' and at then return 0 end
redis.call('HSET', KEYS[2], 'position:' .. ARGV[2], ARGV[5])
for i = 8, #ARGV do redis.call('XADD', KEYS[1], '*', 'event', ARGV[i]) end
if #ARGV >= 8 then
  local now = redis.call('TIME')
  local oldest = now[1] * 1000 + math.floor(now[2] / 1000) - tonumber(ARGV[6])
  redis.call('XTRIM', KEYS[1], 'MINID', '=', string.format('%.0f', oldest))
  redis.call('XTRIM', KEYS[1], 'MAXLEN', '=', ARGV[7])
end
return 1`;

/** ARGV: the place's epoch and entry, and how many. Its entry and those after it; nothing where the place is gone. */
export const READ = `
if redis.call('HGET', KEYS[2], 'epoch') ~= ARGV[1] then return false end
local found = redis.call('XRANGE', KEYS[1], ARGV[2], '+', 'COUNT', ARGV[3] + 1)
if #found == 0 or found[1][1] ~= ARGV[2] then return false end
return found`;
