# shellcheck shell=bash
# The testkit's own tests once more, with servers in containers instead of processes.

test_the_testkit_works_with_containers() {
    [[ ${WINNOW_TEST_SERVERS:-} != local ]] || skip 'WINNOW_TEST_SERVERS=local'
    engine_answers || skip 'no Docker engine answers: THE TESTS WERE NOT RUN WITH CONTAINERS'
    prepare_containers
    find_mvn
    cd "$ROOT" || exit 1
    WINNOW_TEST_SERVERS=containers JAVA_HOME=$JDK "$MVN" -B -q -Dstyle.color=never -pl services/testkit -am test \
        -Dtest='ServersTest,EndpointKitTest,ConsumerKitTest,LettersTest,ClusterTest' \
        -Dsurefire.failIfNoSpecifiedTests=false
    [[ -z $(docker ps -aq --filter label=dev.winnow.test.owner) ]] || fail 'containers are left'
}
