import { useSyncExternalStore } from 'react'
import { isWide, onWide } from '@/platform/screen'

/** Whether queue and item fit side by side. */
export const useWide = (): boolean => useSyncExternalStore(onWide, isWide)
