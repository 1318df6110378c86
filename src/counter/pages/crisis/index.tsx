import { Text } from '@tarojs/components'
import { Button, Card, EmergencyStrip, Page } from '@/ui'
import { go } from '../../go'
import '../../counter.scss'

const steps = [
  ['留住对方', '不要挂电话，不要让对方一个人待着。语气放慢，直接问：您是不是想到过死？问出来不会害了对方。'],
  ['问清在哪里', '问清现在在哪里、身边有没有人、手边有没有药、刀、绳，是不是站在高处。'],
  ['马上打电话', '正在伤害自己或别人：打 120、110。有这个念头但还没有动手：和对方一起打 12356。'],
  ['叫人到身边', '请对方说一个信得过的人，当着对方的面联系。有生命危险时，可以不等本人同意就联系家人和医院。'],
  ['等人接手再离开', '急救、警察或家人到了再结束。约好下一次什么时候联系。'],
  ['写下经过', '回到「我的咨询」写记录。这一页什么都不记，只有您写的记录留着。'],
] as const

/** What a counsellor does when somebody is in danger, and whom to call. It asks nothing and records nothing. */
export default function Crisis() {
  return (
    <Page
      footer={
        <Button kind='plain' onPress={go.back}>
          回去
        </Button>
      }
    >
      <EmergencyStrip numbers={['120', '110', '12356']} large />
      {steps.map(([title, text], i) => (
        <Card key={title} title={`${i + 1}. ${title}`}>
          <Text className='ct-line'>{text}</Text>
        </Card>
      ))}
    </Page>
  )
}
