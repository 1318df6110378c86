import { Text } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { Button, Page, StateBanner } from '@/ui'
import { go } from '../../go'
import { Sent } from '../../sent/sent'

/** What came of the sending: `?key=` of a report, or `?joined=` the item that is followed in place of one. */
export default function Done() {
  const { key, joined } = useRouter().params
  return joined ? <Joined itemId={joined} /> : <Sent reportKey={key ?? ''} />
}

const Joined = ({ itemId }: { itemId: string }) => (
  <Page
    footer={
      <>
        <Button onPress={() => go.item(itemId)}>看进度</Button>
        <Button kind='text' onPress={go.home}>
          回首页
        </Button>
      </>
    }
  >
    <StateBanner tone='done' icon='check' title='好了，这件事您也在跟进'>
      <Text>不用再报一次。有了结果，会发到您的「消息」里，和报告人同时收到。</Text>
    </StateBanner>
  </Page>
)
