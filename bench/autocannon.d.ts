// The package brings no types; this is what the benchmarks use of it.
declare module 'autocannon' {
  type Latency = { p50: number; p97_5: number; p99: number }
  export default function autocannon(options: {
    url: string
    connections: number
    duration: number
    headers?: Record<string, string>
  }): Promise<{ requests: { average: number }; latency: Latency; non2xx: number }>
}
