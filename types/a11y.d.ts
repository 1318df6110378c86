import '@tarojs/components'

/** What config/plugin-template adds to every component of the WeChat build. */
declare module '@tarojs/components/types/common' {
  interface StandardProps {
    ariaRole?: string
    ariaLabel?: string
    ariaHidden?: boolean
    ariaChecked?: boolean
    ariaSelected?: boolean
    ariaDisabled?: boolean
    ariaExpanded?: boolean
    ariaRequired?: boolean
    ariaInvalid?: boolean
    ariaModal?: boolean
    ariaLive?: 'polite' | 'assertive' | 'off'
  }
}
