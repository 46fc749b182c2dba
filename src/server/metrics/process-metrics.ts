import { performance } from 'node:perf_hooks'
import type { Metric } from './exposition.js'

const MICROSECONDS = 1_000_000

/** What the process uses, under the names that dashboards for Node.js know. */
export function processMetrics(): readonly Metric[] {
  const { user, system } = process.cpuUsage()
  const { rss, heapUsed, heapTotal } = process.memoryUsage()
  const { active } = performance.eventLoopUtilization()
  return [
    {
      name: 'process_cpu_seconds_total',
      type: 'counter',
      help: 'CPU time used, in seconds.',
      samples: [{ value: (user + system) / MICROSECONDS }],
    },
    {
      name: 'process_start_time_seconds',
      type: 'gauge',
      help: 'When the process started, in seconds since 1970.',
      samples: [{ value: performance.timeOrigin / 1000 }],
    },
    gauge('process_resident_memory_bytes', 'Resident memory, in bytes.', rss),
    gauge('nodejs_heap_size_used_bytes', 'Heap in use, in bytes.', heapUsed),
    gauge('nodejs_heap_size_total_bytes', 'Heap, in bytes.', heapTotal),
    {
      name: 'nodejs_eventloop_active_seconds_total',
      type: 'counter',
      help: 'Time the event loop was busy; its rate is the share of one core.',
      samples: [{ value: active / 1000 }],
    },
  ]
}

function gauge(name: string, help: string, value: number): Metric {
  return { name, type: 'gauge', help, samples: [{ value }] }
}
